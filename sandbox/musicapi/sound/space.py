"""The room around the music: echoes and reverberation."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from sandbox.musicapi.sound.signal import Signal

WINDOW = 131_072  # samples that are convolved at once, at half the rate
PREDELAY = 0.018  # seconds
ECHOES = ((1, 0.5), (2, 0.28), (3, 0.12))  # how late, how loud


def reverberate(mix: Signal, send: Signal, rate: int, space: float) -> None:
    """Add to `mix`, shape (channels, count), what the room answers to the mono signal `send`.

    It is made at half the rate: a room swallows what is bright, and it costs half.
    """
    half = send[0 : len(send) // 2 * 2 : 2] + send[1::2]
    responses = _room(rate // 2, round(space, 2), mix.shape[0])
    tail = responses.shape[1]
    window = min(WINDOW, 1 << (len(half) + tail - 1).bit_length())
    size = window - tail + 1
    spectra = np.fft.rfft(responses * np.float32(0.25 + 0.5 * space), window)
    ringing = np.zeros((mix.shape[0], window), dtype=np.float32)  # one channel each, from `begin` on
    for begin in range(0, len(half), size):
        piece = np.fft.rfft(half[begin : begin + size], window)
        for channel, ring, spectrum in zip(mix, ringing, spectra, strict=True):
            ring += np.fft.irfft(piece * spectrum, window)
            room = channel[2 * begin : 2 * (begin + size)]
            even, odd = room[::2], room[1::2]
            even += ring[: len(even)]
            odd += (ring[: len(odd)] + ring[1 : len(odd) + 1]) * np.float32(0.5)
            ring[: window - size] = ring[size:]
            ring[window - size :] = 0


def echo(mix: Signal, send: Signal, seconds: float, rate: int) -> None:
    """Add echoes of the mono signal `send` to `mix`, shape (channels, count), from one side and the other."""
    for turn, loudness in ECHOES:
        late = int(seconds * turn * rate)
        if late < len(send):
            channel = mix[turn % len(mix), late:]
            for begin in range(0, len(channel), WINDOW):
                piece = channel[begin : begin + WINDOW]
                piece += send[begin : begin + len(piece)] * np.float32(loudness)


@lru_cache(maxsize=8)
def _room(rate: int, space: float, channels: int) -> Signal:
    seconds = 0.5 + 2.4 * space
    count = int(seconds * 1.1 * rate)
    time = np.arange(count) / rate
    size = 1 << (count - 1).bit_length()
    raw = np.fft.rfft(np.random.default_rng(11).standard_normal((channels, size), dtype=np.float32))
    at = np.fft.rfftfreq(size, 1 / rate)
    bands = np.zeros((channels, count))
    # The higher, the sooner it is gone.
    for low, high, share in ((180.0, 900.0, 1.0), (900.0, 3000.0, 0.75), (3000.0, 9000.0, 0.45)):
        band = raw / np.sqrt(1 + (low / np.maximum(at, 1)) ** 8) / np.sqrt(1 + (at / high) ** 8)
        bands += np.fft.irfft(band, size)[:, :count] * np.exp(-6.9 * time / (seconds * share))
    bands *= 1 - np.exp(-time / 0.006)
    silence = np.zeros((channels, int(PREDELAY * rate)))
    response = np.concatenate((silence, bands), axis=1)
    return (response / np.sqrt((response**2).sum(axis=1, keepdims=True))).astype(np.float32)
