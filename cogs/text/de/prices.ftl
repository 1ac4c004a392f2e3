# Prices beside what they are paid for.

price-from = ab { credits }
command-price = { $description } · { $price }

menu-price = { $name } · { $price }
menu-known = { $name } · gratis, schon bekannt
menu-price-too-high = { $name } · { $price } · nicht genug übrig
menu-placeholder = Wähl, was daraus werden soll

join-button = { $number } Zum ganzen Song verbinden · { $price }
