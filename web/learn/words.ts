import type { Lang } from "../src/model/view.js";

/** What the pages say around the lessons. */
export interface Words {
  readonly skip: string;
  readonly lab: string;
  readonly toLab: string;
  readonly learn: string;
  readonly contents: string;
  readonly language: string;
  readonly other: string;
  readonly chapter: (n: number) => string;
  readonly figure: (n: string) => string;
  readonly before: string;
  readonly after: string;
  readonly inChapter: string;
  readonly printed: string;
  readonly answered: string;
  readonly experiment: string;
  readonly title: (of: string) => string;
  readonly foot: string;
}

export const WORDS: Readonly<Record<Lang, Words>> = {
  ko: {
    skip: "본문으로 건너뛰기",
    lab: "실험실",
    toLab: "실험실 열기",
    learn: "배우기",
    contents: "차례",
    language: "언어",
    other: "English",
    chapter: (n) => `${n}장`,
    figure: (n) => `그림 ${n}`,
    before: "이전",
    after: "다음",
    inChapter: "이 장에서",
    printed: "출력",
    answered: "실험실에서 직접 해 보기",
    experiment: "실험실에서 A와 B 견주어 보기",
    title: (of) => `${of} · QKV Lab`,
    foot: "이 글의 숫자는 모두 QKV Lab의 엔진이 계산한 값입니다. 같은 시드를 주면 PyTorch도 같은 숫자를 냅니다.",
  },
  en: {
    skip: "Skip to the text",
    lab: "The lab",
    toLab: "Open the lab",
    learn: "Learn",
    contents: "Contents",
    language: "Language",
    other: "한국어",
    chapter: (n) => `Chapter ${n}`,
    figure: (n) => `Figure ${n}`,
    before: "Back",
    after: "Next",
    inChapter: "In this chapter",
    printed: "prints",
    answered: "Try it in the lab",
    experiment: "Compare A and B in the lab",
    title: (of) => `${of} · QKV Lab`,
    foot: "Every number in these pages was computed by QKV Lab’s own engine. Given the same seed, PyTorch prints the same digits.",
  },
};
