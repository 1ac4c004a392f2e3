# Commands as they stand in Discord's list, with their options as attributes: at most 100 characters each.

command-song = 用几个词或你的歌词做一首歌
    .prompt = 想要什么样的歌，例如：R&B 流行
    .title = 歌曲标题
    .style = 曲风、声音、速度、情绪
    .lyrics = 要唱的内容。想分行分段，用 /lyrics 更方便。
    .instrumental = 不要人声
    .model = 用哪个模型制作。不填则用你的默认模型。
    .persona = 由谁来唱：本服务器制作的虚拟歌手
    .voice = 男声还是女声（仅限支持的模型）
    .avoid = 不想要的风格（仅限支持的模型）
command-lyrics = 用歌词做一首歌，有足够的空间来写
    .model = 用哪个模型制作。不填则用你的默认模型。
command-write = 按主题写歌词，给出两个版本供你选
    .topic = 歌曲的主题，例如：冬天的灯塔
command-style = 把几个词扩展成完整的风格
    .words = 几个词，例如：lofi、雨
command-family = 查看歌曲谱系：原曲、延长、翻唱
    .clip = 这首歌的任意一首曲目。不填则为你能看到的最新一首。
command-credits = 查看本服务器的积分：已用、预留和剩余
command-persona = 查看或删除本服务器的虚拟歌手和声音
command-persona-list = 查看本服务器的虚拟歌手和声音
command-persona-delete = 删除你制作的虚拟歌手。服务器管理员可以删除任何一个。
    .persona = 哪个虚拟歌手

# In the menu of a message.
message-command-song = 用这条消息做歌
