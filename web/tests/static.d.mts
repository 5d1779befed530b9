export function serveFolder(folder: string, headers?: Readonly<Record<string, string>>): Promise<{ readonly url: string; stop(): Promise<void> }>;
