export interface HostPage { readonly html: string; readonly headers?: Readonly<Record<string, string>> }
export function startHosts(): Promise<{ readonly url: string; readonly pages: Map<string, HostPage>; stop(): Promise<void> }>;
