# Prices beside what they are paid for.

price-from = { credits }から
command-price = { $description } · { $price }

menu-price = { $name } · { $price }
menu-known = { $name } · 無料、取得済み
menu-price-too-high = { $name } · { $price } · 残り不足
menu-placeholder = 何を作るか選ぶ

join-button = { $number } フル曲につなげる · { $price }
