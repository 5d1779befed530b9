package site

import "net/http"

// root sends a browser to the lab in its language. Each lab links to the other, so a wrong guess costs one click, and no
// cookie is needed. Who states no language (a crawler, curl) gets the page that names both; it is also what a plain file
// host shows to everybody.
//
// It is a redirect, and not the lab itself under "/", so that the address in the bar always says the language and can
// be shared; the document behind # comes along.
type root struct{ lib *library }

func (s root) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !allow(w, r, "GET, HEAD", "GET", "HEAD") {
		return
	}
	w.Header().Add("Vary", "Accept-Language")
	if lang, asked := langOf(r); asked {
		redirect(w, r, string(lang)+"/", http.StatusFound)
		return
	}
	s.lib.current().files["/"].serve(w, r)
}
