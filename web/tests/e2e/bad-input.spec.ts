import { expect, test, url, type Lab } from "./helpers.js";
import type { Page } from "@playwright/test";

// Whatever is put in, the sentence that says what is wrong comes in the page's language, the last good document and its
// numbers stay, nothing of the input runs, and there is a way out. The sentences are written out here: they are what a
// person reads, and the catalogue is asked, not trusted.

test.describe.configure({ timeout: 120_000 }); // many inputs on one page; a busy machine takes its time

const GOOD = "dim=6&seed=3&wq.1.2=0.75";
const words = (n: number): string => Array.from({ length: n }, (_, i) => `w${i}`).join("%20");

type Case = readonly [doc: string, ko: string, en: string];

const BROKEN: readonly Case[] = [
  ["text=%E0%A4%A", "% 표기가 깨져", "broken % escape"],
  ["text=%", "% 표기가 깨져", "broken % escape"],
  ["text=%zz", "% 표기가 깨져", "broken % escape"],
  ["text=%ED%A0%80", "% 표기가 깨져", "broken % escape"], // a lone surrogate is no UTF-8
  ["dim", "“dim”에 등호가 없습니다", "“dim” has no equals sign"],
  ["haeds=2", "혹시 “heads” 키인가요", "Did you mean “heads”"],
  ["__proto__=1", "“__proto__” 키는 없습니다", "There is no key “__proto__”"],
  ["seed=1&seed=2", "두 번 나옵니다", "appears twice"],
  ["text=a&x=1", "함께 쓸 수 없습니다", "cannot stand together"],
  ["wq.01.0=1", "칸을 읽을 수 없습니다", "names no cell"],
  ["v=2", "2번째 판으로 쓰였는데", "written in version 2"],
  ["v=2&glow=7&wq=spiral", "2번째 판으로 쓰였는데", "written in version 2"], // before keys that only it knows
];

const HOSTILE: readonly Case[] = [
  ["<img%20src=x%20onerror=alert(1)>=1", "키는 없습니다", "There is no key “<img src"],
  ["dim=javascript:alert(1)", "“javascript:alert(1)”", "“javascript:alert(1)” is not a whole number"],
  ["tokens=<script>alert(1)</script>%7C%7C", "2번째 토큰이 비어", "Token 2 is empty"],
  ["wq.0.0=${alert(1)}", "숫자를 읽을 수 없습니다", "“${alert(1)}” is not a number"],
  ["dim=99999999999999999999", "1부터 1024까지", "Choose from 1 to 1024"],
  [`${"a".repeat(70_000)}=1`, "키는 없습니다", "There is no key"],
  [`wq.0.0=${"9".repeat(70_000)}`, "float32에 담기지", "does not fit into a float32"],
  [`text=${"%EA%B0%80".repeat(30_000)}`, "너무 깁니다", "is too long"],
  [`text=${words(200)}`, "200개입니다. 최대 128개", "There are 200 tokens; the limit is 128"],
  ["text=", "토큰이 하나도 없습니다", "There is no token"],
];

const UNFIT: readonly Case[] = [
  ["dim=6&heads=4", "1, 2, 3, 6 가운데", "try 1, 2, 3, 6"],
  ["dim=8&heads=4&kv_heads=3", "1, 2, 4 가운데", "try 1, 2, 4"],
  ["pos=rope&dim=3", "3은 홀수입니다", "the head width 3 is odd"],
  ["x=1,2;3", "모든 행의 길이를 같게", "Make all rows equally long"],
  ["x=1,2,3&dim=4", "입력 X의 너비는 3입니다", "the input X is 3 wide"],
  ["x=1;2&tokens=a", "토큰은 1개인데 입력 X의 행은 2개", "There are 1 tokens, but the input X has 2 rows"],
  ["wq=1,2;3,4", "4×4 모양이어야", "it must be 4×4"],
  ["wq=tie:k&wk=tie:q", "제자리로 돌아옵니다", "comes back to itself"],
  ["q.9.0=1", "8×4라서 (9, 0) 칸이", "there is no cell (9, 0)"],
  ["head.3.attn.0.0=1", "“head.3.attn” 단계가 없습니다", "There is no step “head.3.attn”"],
  ["wq.0.0=NaN", "“NaN”에서 숫자를 읽을 수 없습니다", "“NaN” is not a number"],
  ["wq.0.0=inf", "“inf”에서 숫자를 읽을 수 없습니다", "“inf” is not a number"],
  ["wq.0.0=1e39", "float32에 담기지", "does not fit into a float32"],
  ["temperature=0", "0보다 큰 수", "greater than 0"],
];

/** As a person does who changes the address by hand. */
const goToHash = (page: Page, doc: string): Promise<void> => page.evaluate((hash) => { location.hash = hash; }, doc);

/** Fails at once where something of an input would run. */
function nothingRuns(page: Page): () => void {
  let said = "";
  page.on("dialog", (d) => { said = d.message(); void d.dismiss(); });
  return () => expect(said, "an input ran as a script").toBe("");
}

async function widthOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}

for (const lang of ["ko", "en"] as const) {
  const dismiss = lang === "ko" ? "닫기" : "Dismiss";

  for (const [kind, cases] of [["broken or newer", BROKEN], ["hostile", HOSTILE], ["that do not fit", UNFIT]] as const) {
    test(`${lang}: links ${kind} say what is wrong and change nothing`, async ({ lab, page }) => {
      const quiet = nothingRuns(page);
      await lab.open(GOOD, lang);
      const numbers = await lab.numbers();
      for (const [doc, ko, en] of cases) {
        await test.step(doc.slice(0, 60), async () => {
          await goToHash(page, doc);
          await expect(lab.problem).toContainText(lang === "ko" ? ko : en);
          expect((await lab.problem.innerText()).length, "a sentence, not the input").toBeLessThan(400);
          expect(await widthOf(page), "nothing is wider than the window").toBeLessThanOrEqual(0);
          expect(await lab.doc()).toBe(GOOD);
          await lab.problem.getByRole("button", { name: dismiss }).dispatchEvent("click");
          await expect(lab.problem).toHaveCount(0);
        });
      }
      expect(await lab.numbers()).toEqual(numbers);
      await lab.setCell("wq", 0, 0, "1.5"); // the next edit stands on the good document, and its link is good again
      await expect(page).toHaveURL(url(`/${lang}/#dim=6&seed=3&wq.0.0=1.5&wq.1.2=0.75`));
      quiet();
    });
  }

  test(`${lang}: a page that opens at a bad link shows the story instead, and leads on from there`, async ({ lab, page }) => {
    const quiet = nothingRuns(page);
    await page.goto(url(`/${lang}/#v=2&text=<img%20src=x%20onerror=alert(1)>`));
    await expect(lab.problem).toContainText(lang === "ko" ? "2번째 판으로" : "version 2");
    await expect(lab.problem).toContainText(lang === "ko" ? "예시를 대신" : "is shown instead");
    await expect(lab.cell("head.0.attn", 1, 3)).toBeVisible();
    await expect(page, "what could not be opened is still there to be copied").toHaveURL(/#v=2&text=/);
    expect(await lab.numbers()).toEqual(await lab.native(await lab.doc()));
    await lab.setCell("x", 0, 0, "2");
    await expect(lab.problem).toHaveCount(0);
    await expect(page).toHaveURL(/x\.0\.0=2$/);
    quiet();
  });
}

test("text that looks like markup, and a NUL, are tokens like any other", async ({ lab, page }) => {
  const quiet = nothingRuns(page);
  const doc = "tokens=%3Cimg%20src%3Dx%20onerror%3Dalert%281%29%3E%7C%7B%7B7%2A7%7D%7D%7C%00&ui.title=%3Cscript%3Ealert%281%29%3C%2Fscript%3E";
  await lab.open(doc, "en");
  await expect(page.locator("qkv-tokens .chip").first()).toHaveText("<img␣src=x␣onerror=alert(1)>");
  await expect(page.locator("qkv-tokens .chip").nth(1)).toHaveText("{{7*7}}");
  await expect(page.locator("qkv-tokens .chip")).toHaveCount(3);
  await expect(page.locator("qkv-lab img")).toHaveCount(0);
  expect(await lab.doc()).toBe(doc);
  expect(await lab.numbers()).toEqual(await lab.native(doc));
  quiet();
});

const TYPED: readonly Case[] = [
  ["NaN", "“NaN”에서 숫자를 읽을 수 없습니다", "“NaN” is not a number"],
  ["inf", "“inf”에서 숫자를 읽을 수 없습니다", "“inf” is not a number"],
  ["abc", "“abc”에서 숫자를 읽을 수 없습니다", "“abc” is not a number"],
  ["0x10", "“0x10”에서 숫자를 읽을 수 없습니다", "“0x10” is not a number"],
  ["1e39", "float32에 담기지", "does not fit into a float32"],
];

for (const lang of ["ko", "en"] as const) {
  test(`${lang}: what is no number, typed in a cell, is refused; undo and another edit lead out`, async ({ lab }) => {
    await lab.open(GOOD, lang);
    await lab.setCell("wk", 0, 1, "-3");
    await expect.poll(() => lab.doc()).toContain("wk.0.1=-3");
    const numbers = await lab.numbers();
    for (const [typed, ko, en] of TYPED) {
      await test.step(typed, async () => {
        await lab.setCell("wk", 0, 1, typed);
        await expect(lab.problem).toContainText(lang === "ko" ? ko : en);
        await expect(lab.problem).toContainText(lang === "ko" ? "바뀐 것은 없습니다" : "Nothing was changed");
        await expect(lab.cell("wk", 0, 1)).toHaveText("−3.00");
      });
    }
    expect(await lab.numbers()).toEqual(numbers);
    await lab.setCell("wk", 0, 1, "−2.5"); // with the minus sign of typesetting
    await expect(lab.cell("wk", 0, 1)).toHaveText("−2.50");
    await expect(lab.problem).toHaveCount(0);
    await lab.setCell("wk", 0, 1, "nought");
    await lab.problem.getByRole("button", { name: lang === "ko" ? "닫기" : "Dismiss" }).click();
    await expect(lab.problem).toHaveCount(0);
    expect(await lab.doc()).toContain("wk.0.1=-2.5"); // what stood before stands
  });
}

const SENTENCES: readonly Case[] = [
  ["", "토큰이 하나도 없습니다", "There is no token"],
  [" \t ", "토큰이 하나도 없습니다", "There is no token"],
  ["a b ".repeat(2500), "5000개입니다. 최대 128개", "There are 5000 tokens; the limit is 128"],
  [words(200).replaceAll("%20", " "), "200개입니다. 최대 128개", "There are 200 tokens; the limit is 128"],
];

for (const lang of ["ko", "en"] as const) {
  test(`${lang}: a sentence without tokens, or with too many, is kept as typed while the last good one stands`, async ({ lab, page }) => {
    await lab.open(`text=the%20cat&${GOOD}`, lang);
    const field = page.getByLabel(lang === "ko" ? "문장" : "Sentence", { exact: true });
    const numbers = await lab.numbers();
    for (const [text, ko, en] of SENTENCES) {
      await test.step(text.slice(0, 20), async () => {
        await field.fill(text);
        await expect(lab.problem).toContainText(lang === "ko" ? ko : en);
        await expect(page.locator("qkv-sentence .wrong")).toContainText(lang === "ko" ? ko : en);
        await expect(field).toHaveAttribute("aria-invalid", "true");
        await expect(field).toHaveValue(text);
        await expect(page.locator("qkv-tokens .chip")).toHaveText(["the", "cat"]);
      });
    }
    expect(await lab.numbers()).toEqual(numbers);
    await field.fill("the dog");
    await expect(lab.problem).toHaveCount(0);
    await expect(field).toHaveAttribute("aria-invalid", "false");
    await expect(page.locator("qkv-tokens .chip")).toHaveText(["the", "dog"]);
  });
}

test("one word of 10,000 letters is one token, and the page is no wider for it", async ({ lab, page }) => {
  await lab.open(GOOD, "en");
  await page.getByLabel("Sentence", { exact: true }).fill("x".repeat(10_000));
  await expect(page.locator("qkv-tokens .chip")).toHaveCount(1);
  expect(await widthOf(page)).toBeLessThanOrEqual(0);
  const doc = await lab.doc();
  expect(doc.length).toBeGreaterThan(10_000);
  expect((await lab.numbers())["q"]).toHaveLength(6);
  await expect(page, "longer than a link may be: the address keeps the last one that opens").toHaveTitle(/^x{39}… · QKV Lab$/);
});

const PASTED: readonly Case[] = [
  ["[[1, 2, 3, 4], [5, 6]]", "2번째 행에는 숫자가 2개, 첫 행에는 4개", "Row 2 has 2 numbers, the first row has 4"],
  ["1,2,3,4\n5,6,7", "2번째 행에는 숫자가 3개", "Row 2 has 3 numbers"],
  ["tensor([[0.1, 0.2, ..., 0.9],\n        [0.3, 0.4, ..., 0.8]])", "생략된 값", "leaves values out"],
  ["[[1, 2], [3, 4]]", "모양이 2×2입니다. 4×4 모양이어야", "given as 2×2; here it must be 4×4"],
  ["[[[1, 2], [3, 4]], [[5, 6], [7, 8]]]", "행렬 하나만", "Paste one matrix"],
  ["[[1, nan], [inf, 2]]", "1번째 행 2번째 칸의 “nan”", "“nan” in row 1, column 2"],
  ["<b>no matrix</b>", "숫자를 읽을 수 없습니다", "is not a finite number"],
  ["[]", "숫자가 없습니다", "There are no numbers"],
];

const paste = (lab: Lab, text: string): Promise<void> => lab.cell("wq", 0, 0).evaluate((td, pasted) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", pasted);
  td.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, composed: true, cancelable: true }));
}, text);

for (const lang of ["ko", "en"] as const) {
  test(`${lang}: what is no matrix of the right shape, pasted, is refused; a good one is taken`, async ({ lab }) => {
    await lab.open("seed=3", lang);
    const numbers = await lab.numbers();
    for (const [text, ko, en] of PASTED) {
      await test.step(text.slice(0, 40), async () => {
        await paste(lab, text);
        await expect(lab.problem).toContainText(lang === "ko" ? ko : en);
      });
    }
    expect(await lab.numbers()).toEqual(numbers);
    expect(await lab.doc()).toBe("seed=3");
    await paste(lab, "tensor([[1., 0., 0., 0.], [0., 2., 0., 0.], [0., 0., 3., 0.], [0., 0., 0., -4.]], requires_grad=True)");
    await expect(lab.problem).toHaveCount(0);
    await expect(lab.cell("wq", 3, 3)).toHaveText("−4.00");
    expect(await lab.numbers()).toEqual(await lab.native(await lab.doc()));
  });
}

const FIELDS: readonly (readonly [key: string, typed: string, ko: string, en: string])[] = [
  ["heads", "4", "1, 2, 3, 6 가운데", "try 1, 2, 3, 6"],
  ["dim", "5000", "1부터 1024까지", "Choose from 1 to 1024"],
  ["dim", "six", "정수를 읽을 수 없습니다", "“six” is not a whole number"],
  ["seed", "-1", "정수를 읽을 수 없습니다", "“-1” is not a whole number"],
];

for (const lang of ["ko", "en"] as const) {
  test(`${lang}: a setting that cannot be says so beside its field, which keeps what was typed until it is dismissed`, async ({ lab }) => {
    await lab.open(GOOD, lang);
    const numbers = await lab.numbers();
    for (const [key, typed, ko, en] of FIELDS) {
      await test.step(`${key}=${typed}`, async () => {
        const field = lab.control(key).locator("input");
        const was = await field.inputValue();
        await field.fill(typed);
        await field.press("Enter");
        await expect(lab.control(key).locator(".wrong")).toContainText(lang === "ko" ? ko : en);
        await expect(field).toHaveAttribute("aria-invalid", "true");
        await expect(field).toHaveValue(typed);
        await lab.problem.getByRole("button", { name: lang === "ko" ? "닫기" : "Dismiss" }).click();
        await expect(lab.control(key).locator(".wrong")).toHaveCount(0);
        await expect(field).toHaveValue(was);
      });
    }
    expect(await lab.numbers()).toEqual(numbers);
    expect(await lab.doc()).toBe(GOOD);
  });
}

test("a problem is said again in the language that the lab changes to", async ({ lab, page }) => {
  await lab.open(GOOD, "ko");
  await lab.setCell("wk", 0, 1, "abc");
  await expect(lab.problem).toContainText("숫자를 읽을 수 없습니다");
  await page.locator("qkv-lab").evaluate((e) => { e.setAttribute("lang", "en"); });
  await expect(lab.problem).toContainText("“abc” is not a number");
});

test("a file that is no document is refused, and one that is opens", async ({ lab, page }) => {
  await lab.open(GOOD, "en");
  const openFile = async (content: Buffer): Promise<void> => {
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "View", exact: true }).click();
    await page.getByRole("button", { name: "Open file" }).click();
    await (await chooser).setFiles({ name: "doc.txt", mimeType: "text/plain", buffer: content });
  };
  await openFile(Buffer.from([0xff, 0xfe, 0x00, 0x3d, 0x80, 0x0a]));
  await expect(lab.problem).toBeVisible();
  expect(await lab.doc()).toBe(GOOD);
  await openFile(Buffer.from("seed=9&dim=2\n"));
  await expect(lab.problem).toHaveCount(0);
  await expect.poll(() => lab.doc()).toBe("dim=2&seed=9");
});
