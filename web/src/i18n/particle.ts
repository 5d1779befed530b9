/** How a word sounds at its end, as far as Korean particles care. */
type Ending = "vowel" | "consonant" | "rieul";

/** Pairs: after a consonant / after a vowel. (으)로 follows ㄹ like a vowel. */
const PAIRS = ["은/는", "이/가", "을/를", "과/와", "으로/로", "이라/라"] as const;
export type Particle = (typeof PAIRS)[number];

export function isParticle(s: string): s is Particle {
  return (PAIRS as readonly string[]).includes(s);
}

/** The form of a particle that follows word: particle("쿼리", "은/는") is 는. */
export function particle(word: string, pair: Particle): string {
  const slash = pair.indexOf("/");
  const end = ending(word);
  const asVowel = end === "vowel" || (end === "rieul" && pair === "으로/로");
  return asVowel ? pair.slice(slash + 1) : pair.slice(0, slash);
}

function ending(word: string): Ending {
  const spoken = word.normalize("NFC").replace(/[^\p{L}\p{N}]+$/u, "");
  const last = spoken.slice(-1);
  const code = last.charCodeAt(0);
  if (code >= 0xac00 && code <= 0xd7a3) return ofFinal((code - 0xac00) % 28);
  if (/[0-9]/.test(last)) return DIGITS[Number(last)] ?? "vowel";
  const latin = /[a-z]+$/i.exec(spoken)?.[0].toLowerCase();
  return latin ? ofLatin(latin) : "vowel";
}

function ofFinal(final: number): Ending {
  return final === 0 ? "vowel" : final === 8 ? "rieul" : "consonant";
}

// As digits are read: 영 일 이 삼 사 오 육 칠 팔 구.
const DIGITS: readonly Ending[] = [
  "consonant", "rieul", "vowel", "consonant", "vowel", "vowel", "consonant", "rieul", "rieul", "vowel",
];

/** A lone letter is read by its name (엘, 엠, 엔, 알); a word as Korean writes it: 챗, 스케일, but 마스크, 토치. */
function ofLatin(word: string): Ending {
  if (word.length === 1) return word === "l" || word === "r" ? "rieul" : /[mn]/.test(word) ? "consonant" : "vowel";
  if (/(l|le)$/.test(word)) return "rieul";
  return /([mn]e?|ng|[aeiou][bckpt])$/.test(word) ? "consonant" : "vowel";
}
