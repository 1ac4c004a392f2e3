# Prices beside what they are paid for.

price-from = a partir de { credits }
command-price = { $description } · { $price }

menu-price = { $name } · { $price }
menu-known = { $name } · grátis, já obtido
menu-price-too-high = { $name } · { $price } · créditos insuficientes
menu-placeholder = Escolha o que fazer com ela

join-button = { $number } Música completa · { $price }
