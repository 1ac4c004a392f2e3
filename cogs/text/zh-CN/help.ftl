# What people read first: /help, /about, the greeting of a new server, and the songs that one press makes.

command-help = 看看 Encore 能做什么，还有歌曲可以试做
command-about = 查看版本、隐私和机器人的运营者

help-title = 用 Encore 做歌
help-commands =
    输入 **/song** 和几个词，做一首歌。
    输入 **/lyrics**，把你的歌词唱出来。
    输入 **/upload**，用你自己的录音来创作。
# { $left } is how many credits the server has left.
help-price = 一首歌需要 { credits }。本服务器本月还剩 { $left } 积分。失败的歌不收费。
help-examples = 或者点一个试试：
help-more =
    点歌曲下方的按钮，可以延长、翻唱等等。
    用 **/credits** 查看剩余积分。用 **/settings** 关闭通知。
    -# 机器人由谁运营、会保存什么：**/about**。
help-nobody-can = 目前没有模型能做歌。请稍后再试。
help-managers =
    本服务器每月可用的积分由运营者设定。
    用 **/settings** 为所有人关闭通知。
    用 **/model server** 选择本服务器做歌用的模型。
    在“服务器设置 > 整合 > Encore”里选择谁能用哪些命令。
    .title = 给管理员

about-title = Encore { $version }
about-made-with-ai = Encore 把文字变成歌，由 MusicAPI 的 AI 模型制作。
# { $when } is a live clock, such as “3 minutes ago”.
about-vendor-answered = MusicAPI 上次回应：{ $when }。
about-vendor-never = MusicAPI 还没有为这个机器人制作过任何内容。
about-vendor-silent = { $when } 有一个请求没有得到回应。
about-vendor-paused = MusicAPI 要求暂停。{ $when } 继续做歌。
about-vendor-known-from = -# 这是 Encore 看到的情况。MusicAPI 不公布服务状态。
about-privacy =
    Encore 会读取你使用的命令、按钮和表单。
    它只读取你交给它的消息和录音，不读其他内容。
    它会保存你的文字、MusicAPI 的回应和 Discord 的 ID，不保存名字和音频。
    MusicAPI 会收到文字和录音，但绝不会收到你的名字。
    用 **/privacy** 查看、下载或删除它保存的内容。
    .title = 隐私
about-policy = **隐私政策** { $address }
about-terms = **服务条款** { $address }
# { $contact } is what the operator wrote of themselves.
about-operator = **运营者** { $contact }
about-operator-unnamed = **运营者** 没有留下联系方式。可以问问邀请机器人的人。
about-source = **源代码** { $address }
about-license = **许可证** MIT

welcome-title = Encore 在这里做歌
welcome-text =
    输入 **/song** 和几个词，做好的歌就会出现在你的频道里。
    点歌曲下方的按钮，可以延长、翻唱等等。
# { $allowance } is how many credits the server may spend each month.
welcome-price = 一首歌需要 { credits }。本服务器每月有 { $allowance } 积分。
welcome-try = 点一个，听听你的第一首歌：
welcome-privacy = Encore 只读取你交给它的内容。用 **/about** 查看它保存什么。
welcome-limits =
    管理员可以用 **/settings** 关闭通知。
    在“服务器设置 > 整合”里，可以选择谁能用哪些命令。
welcome-more = -# 输入 **/help** 可以再次查看这些内容，只有你能看到。

# { $song } is the name of an example, { $count } its price.
example-button = { $song } · { credits }
example-rain = 雨夜 lo-fi
    .prompt = 适合雨夜的舒缓 lofi 节拍
example-birthday = 生日歌
    .prompt = 一首欢快的生日歌，有拍手和合唱
example-drive = 夜间兜风
    .prompt = 夜里开车穿过城市的合成器浪潮
