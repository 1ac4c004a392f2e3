# A second try at hand: another take, a try after a failure, a change of what was typed, a way out of the line.

again-button = 再来一次 · { credits }
retry-name = 重试
retry-button = { retry-name } · { credits }
edit-name = 编辑…
edit-button = { edit-name }
cancel-button = 取消
reopen-button = 重新打开

again-question = 再做一个版本需要 { credits }。本服务器还剩 { $left } 积分。

edit-title = 修改后再做一次
edit-topic-label = 歌词的主题
edit-model-gone = { $model } 现在不可用，将改用其他模型制作。
edit-instrumental = 选填。这首歌是纯音乐
problem-recording-expired = 这段录音已无法获取。请用 { $command } 重新上传。
problem-recording-not-yours = 只有上传这段录音的人才能再次使用它。

problem-cancel-not-yours = 只有提出请求的人或这里的版主可以取消。
cancel-too-late = MusicAPI 已经收到并会扣费。做好后会发布。
cancel-being-sent = 正在提交给 MusicAPI。做好后会发布，否则退回积分。
cancel-was-cancelled = 之前已经取消，积分已退回。
cancel-was-done = 已经完成了。
cancel-had-failed = 之前已经失败，积分已退回。

cancelled = 已取消
cancelled-by = { $who } 在开始前取消了。
