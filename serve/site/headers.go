package site

import "net/http"

// A kind is what a response is, as far as its headers care.
type kind int

const (
	page    kind = 1 << iota // HTML
	asset                    // what pages load: scripts, styles, wasm, pictures
	hashed                   // an asset whose name holds the hash of its bytes
	answer                   // computed for this request
	picture                  // computed, and the same for a day: what a link preview shows
	framed                   // the page that others put into a frame
	allKind = page | asset | hashed | answer | picture | framed
)

// headerTable is every header that does not depend on the request. Assets and answers may be used from any origin, as
// widgets in other people's pages do: under cross-origin isolation that takes both CORS and CORP.
var headerTable = []struct {
	on          kind
	name, value string
}{
	{allKind, "X-Content-Type-Options", "nosniff"},
	{allKind, "Referrer-Policy", "no-referrer"},
	{page | asset | hashed | framed, "Content-Security-Policy", pagePolicy}, // of a page that has scripts or styles in it, see policyOf
	{answer | picture, "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"},
	{page, "Cross-Origin-Resource-Policy", "same-origin"},
	{asset | hashed | answer | picture | framed, "Cross-Origin-Resource-Policy", "cross-origin"},
	{framed, "Cross-Origin-Embedder-Policy", "require-corp"}, // so that isolated pages may frame it
	{asset | hashed | answer | picture, "Access-Control-Allow-Origin", "*"},
	{asset | hashed | answer | picture, "Timing-Allow-Origin", "*"},
	{page | asset | answer | framed, "Cache-Control", "no-cache"},
	{picture, "Cache-Control", "public, max-age=86400"},
	{hashed, "Cache-Control", "public, max-age=31536000, immutable"},
}

func setHeaders(w http.ResponseWriter, k kind) {
	h := w.Header()
	for _, row := range headerTable {
		if row.on&k != 0 {
			h.Set(row.name, row.value)
		}
	}
}

// mediaTypes is our own table, because the system's differs from machine to machine.
var mediaTypes = map[string]string{
	".css":         "text/css; charset=utf-8",
	".csv":         "text/csv; charset=utf-8",
	".html":        "text/html; charset=utf-8",
	".ico":         "image/x-icon",
	".jpg":         "image/jpeg",
	".js":          "text/javascript; charset=utf-8",
	".json":        "application/json",
	".map":         "application/json",
	".png":         "image/png",
	".svg":         "image/svg+xml",
	".txt":         "text/plain; charset=utf-8",
	".wasm":        "application/wasm",
	".webmanifest": "application/manifest+json",
	".webp":        "image/webp",
	".woff2":       "font/woff2",
	".xml":         "application/xml",
}
