import type { Lang } from "../src/model/view.js";

interface Words {
  readonly hint: (n: number) => string;
  readonly solution: string;
  readonly solutions: string;
  readonly toSheet: string;
  readonly chapter: string;
  readonly seed: string;
  readonly all: (n: number) => string;
  readonly withSolutions: string;
  readonly print: string;
  readonly teachers: string;
  readonly asked: string;
  readonly name: string;
  readonly date: string;
  readonly twoDecimals: string;
  readonly work: string;
  readonly answer: string;
}

/** What the pages say around exercises. */
export const EXERCISE_WORDS: Readonly<Record<Lang, Words>> = {
  ko: {
    hint: (n) => `힌트 ${n}`, solution: "답과 풀이", solutions: "풀이", toSheet: "숫자가 다른 문제지를 인쇄하기",
    chapter: "장", seed: "시드", all: (n) => `1~${n} 모두`, withSolutions: "풀이도 함께", print: "브라우저의 인쇄(Ctrl+P, ⌘P)로 A4에 인쇄합니다.",
    teachers: "수업용 링크(답을 확인할 수만 있고, 답과 풀이는 보이지 않습니다):",
    asked: "실험실에서는 칸 하나를 고르고 ‘공유’를 열어 그 칸을 숨기고 묻는 링크를 만들 수 있습니다. 여러 칸은 링크의 ui.ask= 뒤에 쉼표로 이어 적습니다.",
    name: "이름", date: "날짜", twoDecimals: "답은 소수 둘째 자리까지 씁니다.", work: "계산", answer: "답",
  },
  en: {
    hint: (n) => `Hint ${n}`, solution: "Answer and solution", solutions: "Solutions", toSheet: "Print a sheet with other numbers",
    chapter: "Chapter", seed: "Seed", all: (n) => `all, 1 to ${n}`, withSolutions: "With solutions", print: "Print it on A4 with the browser’s own print (Ctrl+P, ⌘P).",
    teachers: "Links for a class (answers are checked, solutions hidden):",
    asked: "In the lab, choose a cell and open “Share”: there is a link that hides this cell and asks for it. For several cells, list them in the link after ui.ask=, with commas between.",
    name: "Name", date: "Date", twoDecimals: "Answers to two decimals.", work: "Working", answer: "Answer",
  },
};
