import { css } from "lit";

/** A sheet in the middle of the window, over everything. */
export const dialogStyles = css`
  dialog { padding: 0; border: 1px solid var(--qkv-line); border-radius: 12px; background: var(--qkv-paper-2); color: var(--qkv-ink);
    inline-size: min(760px, calc(100vw - 32px)); max-block-size: calc(100vh - 48px); }
  dialog::backdrop { background: rgb(0 0 0 / .4); }
  .sheet { padding: 20px 24px 24px; }
  header { display: flex; align-items: center; justify-content: space-between; gap: 16px; }
  h2 { font-size: 18px; margin: 0; }
  p { margin: 4px 0 12px; color: var(--qkv-ink-2); word-break: keep-all; }
  header button { inline-size: var(--h); padding: 0; }
  footer { display: flex; align-items: center; gap: 12px; }
`;

/** Keys pressed in a dialog are the dialog's: the page behind it would take Esc for itself. */
export function keepKeys(e: KeyboardEvent): void {
  e.stopPropagation();
}
