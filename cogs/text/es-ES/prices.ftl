# Prices beside what they are paid for.

price-from = desde { credits }
command-price = { $description } · { $price }

menu-price = { $name } · { $price }
menu-known = { $name } · gratis, ya se sabe
menu-price-too-high = { $name } · { $price } · no alcanza
menu-placeholder = Elige qué hacer con esto

join-button = { $number } Unir la canción completa · { $price }
