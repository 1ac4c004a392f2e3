# Prices beside what they are paid for.

price-from = from { credits }
command-price = { $description } · { $price }

menu-price = { $name } · { $price }
menu-known = { $name } · free, known already
menu-price-too-high = { $name } · { $price } · not enough left
menu-placeholder = Choose what to make of it

join-button = { $number } Join to full song · { $price }
