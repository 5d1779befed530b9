export function startServer(): Promise<{ url: string; stop(): void }>;
export function buildCommand(): string;
export function chromiumPath(): string | undefined;
export const CHROMIUM_ARGS: string[];
