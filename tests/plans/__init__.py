"""Every statement of a running bot, tried where there are as many songs as after years of use."""
