import { COMMON, ELEMENTS, EVENTS, METHODS, PROPERTIES } from "../../package/elements.js";
import { expect, listen, test } from "./host-page.js";

// What the package says of its elements (custom-elements.json, index.d.ts), held to the elements of the page.

test("each element has the attributes, properties and methods that are said of it, and no others", async ({ page, host }) => {
  await host("", { script: "/qkvlab.js" });
  for (const { tag, className, attributes, isFigure } of ELEMENTS) {
    const real = await page.evaluate(({ tag, names }) => {
      const made = document.createElement(tag) as HTMLElement & Record<string, unknown>;
      const { elementProperties } = customElements.get(tag) as unknown as { elementProperties: Map<string, { attribute?: boolean | string; state?: boolean }> };
      const followed = [...elementProperties].filter(([, o]) => o.attribute !== false && !o.state).map(([name]) => name);
      return { followed, standards: Object.fromEntries(followed.map((name) => [name, made[name]])), kinds: Object.fromEntries(names.map((n) => [n, typeof made[n]])), lacks: names.filter((n) => !(n in made)) };
    }, { tag, names: isFigure ? [...PROPERTIES, ...METHODS].map((m) => m.name) : [] });
    const own = attributes.filter((a) => a.property);
    const said = isFigure ? [...own, ...COMMON.filter((a) => a.property)] : own;
    // lang and theme of a lab are properties of the page's own making, too
    expect(real.followed.filter((name) => !["lang", "theme"].includes(name)).sort(), tag).toEqual(said.map((a) => a.property).sort());
    expect(real.lacks, tag).toEqual([]);
    for (const { name } of isFigure ? METHODS : []) expect(real.kinds[name], `${tag}.${name}`).toBe("function");
    for (const { name, property, standard = "" } of said) expect(String(real.standards[property!]), `${tag} ${name}, left out`).toBe(standard);
    for (const { name, type, property } of own) {
      const value = type === "boolean" ? "" : type === "number" ? "3" : /"([^"]+)"$/.exec(type)?.[1] ?? "q";
      const followed = await page.evaluate(([tag, name, value, property]) => {
        const made = document.createElement(tag!) as HTMLElement & Record<string, unknown>;
        made.setAttribute(name!, value!);
        return made[property!];
      }, [tag, name, value, property]);
      expect(followed, `${className}.${property}`).toBe(type === "boolean" ? true : type === "number" ? 3 : value);
    }
  }
});

test("every element of the table draws, is heard of as its events say, and no other is a figure of ours", async ({ page, host }) => {
  test.setTimeout(240_000);
  const figures = ELEMENTS.filter((e) => e.isFigure);
  await host("", { script: "/qkvlab.js" });
  const told = await listen(page);
  for (const { tag } of figures) {
    await page.evaluate((name) => {
      const made = document.createElement(name);
      for (const [key, value] of Object.entries({ doc: "text=the cat sat&heads=2", loading: "eager", step: "q" })) made.setAttribute(key, value);
      document.body.replaceChildren(made);
    }, tag);
    const figure = page.locator(tag).first();
    await expect.poll(() => figure.evaluate((e) => (e as unknown as { frame: { doc: string } | null }).frame?.doc), tag).toBe("text=the%20cat%20sat&heads=2");
    await expect.poll(() => figure.evaluate((e) => e.getBoundingClientRect().height), tag).toBeGreaterThan(60);
    const before = await told();
    await figure.evaluate((e) => { e.setAttribute("heads", "3"); });
    await expect.poll(async () => (await told()).slice(before.length)).toContainEqual(["qkv-problem", "bad_heads"]);
    const names = new Set((await told()).map(([name]) => name));
    expect([...names].filter((name) => !EVENTS.some((e) => e.name === name)), tag).toEqual([]);
  }
  expect(new Set((await told()).map(([name]) => name))).toEqual(new Set(EVENTS.map((e) => e.name)));
});
