import { fill, type Args } from "../i18n/t.js";
import type { Lang } from "../model/view.js";

/** The words of what is taken along and brought in: they are fetched with it. */
export const takeEn = {
  "title": "Take along",
  "close": "Close",
  "numbers": "Numbers",
  "numbers.line": "Whole float32 values: the shortest digits that read back as the same number, or its bits.",
  "matrix": "Matrix",
  "all": "All of it",
  "all.line": "The trace has every matrix; the parameters load in PyTorch with safetensors.torch.load_file.",
  "trace": "Trace, JSON",
  "parameters": "Parameters, safetensors",
  "save": "Save {name}",
  "copy": "Copy",
  "copied": "Copied",
  "copy.failed": "The browser did not allow copying: select the text and copy it.",
  "text": "The file as text",
  "binary": "{bytes} bytes, for numpy.load",
  "cut": "… and so on: the file has {bytes} bytes",
  "failed": "This could not be made: {why}",
} as const;

export type TakeKey = keyof typeof takeEn;

export const takeKo: Readonly<Record<TakeKey, string>> = {
  "title": "가져가기",
  "close": "닫기",
  "numbers": "숫자",
  "numbers.line": "float32 값 그대로입니다. 다시 읽으면 같은 수가 되는 가장 짧은 자릿수, 또는 비트 그대로 씁니다.",
  "matrix": "행렬",
  "all": "전체",
  "all.line": "계산 과정에는 모든 행렬이 들어 있습니다. 파라미터는 PyTorch에서 safetensors.torch.load_file로 엽니다.",
  "trace": "계산 과정, JSON",
  "parameters": "파라미터, safetensors",
  "save": "{name} 저장",
  "copy": "복사",
  "copied": "복사했습니다",
  "copy.failed": "브라우저가 복사를 허락하지 않았습니다. 글을 골라 직접 복사하세요.",
  "text": "파일 내용",
  "binary": "{bytes}바이트, numpy.load로 엽니다",
  "cut": "… 이하 생략: 파일은 {bytes}바이트입니다",
  "failed": "만들지 못했습니다: {why}",
};

const CATALOGUES = { ko: takeKo, en: takeEn } as const;

export function say(lang: Lang, key: TakeKey, args: Args = {}): string {
  return fill(CATALOGUES[lang][key], args);
}
