# Prices beside what they are paid for.

price-from = dès { credits }
command-price = { $description } · { $price }

menu-price = { $name } · { $price }
menu-known = { $name } · gratuit, déjà connu
menu-price-too-high = { $name } · { $price } · pas assez de crédits
menu-placeholder = Choisis quoi en faire

join-button = { $number } Assembler la chanson · { $price }
