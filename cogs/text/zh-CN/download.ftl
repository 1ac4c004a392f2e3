# Download all: many songs at once, as zips for whoever asked alone.

download-all-button = 全部下载
download-begun = 正在为你打包 { $count } 首歌。
download-progress = 已打包 { $done }/{ $count } 首歌。
download-stuck = 如果五分钟没有动静，请再点一次**全部下载**。
download-part = 第 { $number } 部分：{ $count } 首歌
download-done = { $count } 首歌都在这里。
download-missing = 缺少 { $count } 首歌，原因见最后一个 zip 里的 **missing.txt**。
download-more = 列表还没完。请翻页，再点**全部下载**。
download-interrupted = 下载中断了。请保留已有的部分，再点一次**全部下载**。
download-refused = Discord 不再接收文件。请保留已有的部分，再点一次**全部下载**。

# In the file missing.txt, a line for each song.
missing-heading = 这些歌不在 zip 里。
missing-song = { $number }. { $title }
missing-gone = { $song }：已删除，或你无法看到
missing-unreachable = { $song }：无法获取文件
missing-late = { $song }：时间不够
