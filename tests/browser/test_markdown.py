"""Discord's markdown as the page shows it, and that nobody's words ever become markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.async_api import expect

if TYPE_CHECKING:
    from tests.browser.stage import Stage

SHOWN = r"""async (text) => {
  const { markdown } = await import("/markdown.js");
  const box = document.createElement("div");
  box.append(...markdown(text));
  for (const node of box.querySelectorAll("*")) {
    for (const { name } of [...node.attributes]) if (name !== "href") node.removeAttribute(name);
  }
  return box.innerHTML.replace(/<\/?(?:div|span)>/g, "");
}"""

CASES = {
    "**bold** *it* _it_ __under__ ~~gone~~": "<strong>bold</strong> <em>it</em> <em>it</em> <u>under</u> <s>gone</s>",
    "***both*** **a *b* c**": "<strong><em>both</em></strong> <strong>a <em>b</em> c</strong>",
    "snake_case_name 2*3*4": "snake_case_name 2<em>3</em>4",
    r"\*not\* \_it\_ \`nor\` \\": r"*not* _it_ `nor` \ ".strip(),
    "`**code**` ``a`b``": "<code>**code**</code> <code>a`b</code>",
    "```py\nx = 1\n```": "<pre><code>x = 1</code></pre>",
    "before\n```\n**x**\n```\nafter": "before<pre><code>**x**</code></pre>after",
    r"\`\`\`no block\`\`\`": "```no block```",
    "> quoted\n> more\nplain": "<blockquote>quoted\nmore</blockquote>plain",
    ">>> all\nof it": "<blockquote>all\nof it</blockquote>",
    "# One\n## Two\n### Three\n-# small": "<h4>One</h4><h5>Two</h5><h6>Three</h6>small",
    "#no heading": "#no heading",
    "- a\n- b\n  - c\n1. d\n2. e": "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul><ol><li>d</li><li>e</li></ol>",
    "||secret||": "secret",
    "[words](https://example.org/a_(b))": '<a href="https://example.org/a_(b)">words</a>',
    "[**b**](https://example.org)": '<a href="https://example.org/"><strong>b</strong></a>',
    "[x](javascript:alert(1))": "[x](javascript:alert(1))",
    "[x](data:text/html,x)": "[x](data:text/html,x)",
    "see https://example.org/x_y_z.": 'see <a href="https://example.org/x_y_z">https://example.org/x_y_z</a>.',
    "<https://example.org>": '<a href="https://example.org/">https://example.org</a>',
    "(https://example.org/a)": '(<a href="https://example.org/a">https://example.org/a</a>)',
    "<t:0:D> <t:99999999999999999:R>": "<time>1 January 1970</time> &lt;t:99999999999999999:R&gt;",
    "<@1> <@&2> <#3> @everyone": "@unknown-user @unknown-role #No Access @everyone",
    "<b id=x>hi</b><img src=x onerror=alert(1)>": "&lt;b id=x&gt;hi&lt;/b&gt;&lt;img src=x onerror=alert(1)&gt;",
    "</script><script>alert(1)</script>": "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;",
    "**open *and __never ~~closed": "**open *and __never ~~closed",
    "": "",
}


async def test_markdown(stage: Stage) -> None:
    mia = await stage.at("mia", timezone_id="UTC")
    shown = {text: await mia.page.evaluate(SHOWN, text) for text in CASES}
    assert shown == CASES


async def test_nothing_takes_long(stage: Stage) -> None:
    mia = await stage.at("mia")
    watch = "const began = performance.now();"
    timed = f"async (text) => {{ {watch} await ({SHOWN})(text); return performance.now() - began; }}"
    for part in ("*", "[", "**a ", "||__*~~", "> ", "`", "- ", "[](", "_a", "<t:", "```"):
        assert await mia.page.evaluate(timed, part * (4000 // len(part))) < 1500, part


async def test_a_spoiler_is_shown_by_keyboard(stage: Stage) -> None:
    mia = await stage.at("mia")
    await mia.box.fill("it was ||the butler||")
    await mia.box.press("Enter")
    cover = mia.messages.last.get_by_role("button", name="Spoiler")
    await cover.press("Enter")
    await expect(cover).to_have_count(0)
    await expect(mia.messages.last.get_by_text("the butler")).to_be_visible()


async def test_relative_stamps_tick(stage: Stage) -> None:
    mia = await stage.at("mia")
    now = await mia.page.evaluate("Math.floor(Date.now() / 1000)")
    await mia.box.fill(f"soon <t:{now + 30}:R>")
    await mia.box.press("Enter")
    stamp = mia.messages.last.locator("time.stamp")
    first = await stamp.inner_text()
    await expect(stamp).not_to_have_text(first)
    await expect(stamp).to_contain_text("seconds")
