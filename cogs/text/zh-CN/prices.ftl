# Prices beside what they are paid for.

price-from = { credits }起
command-price = { $description } · { $price }

menu-price = { $name } · { $price }
menu-known = { $name } · 免费，已有结果
menu-price-too-high = { $name } · { $price } · 积分不足
menu-placeholder = 选择用它做什么

join-button = { $number } 拼成完整歌曲 · { $price }
