//go:build js && wasm

// Package page is the page controller: the hash, the history, the title, the language, the keys and the live region.
// It keeps no state but its listeners: JavaScript attaches it, and when an instance is replaced the next one is
// attached in its place.
package page

import (
	"strings"
	"syscall/js"

	"honnef.co/go/js/dom/v2"

	"qkvlab/core/wire"
)

// liveRegion is the id of the element that screen readers read out.
const liveRegion = "qkv-live"

// New returns the controller as JavaScript sees it:
//
//	attach({load(doc), command(name)})  listen; load is called with the document of a hash that a person chose
//	show(doc, title, lang, mode)        write hash, title and language; mode "push", "replace" or "none"
//	hash()                              the document in the address
//	say(text)                           into the live region
//	detach()                            stop listening
func New() js.Value {
	p := js.Global().Get("Object").New()
	if js.Global().Get("document").IsUndefined() {
		return p // in a worker there is no page
	}
	c := &controller{
		document: js.Global().Get("document"), history: js.Global().Get("history"), location: locationOf(js.Global()),
	}
	export := func(name string, f func(args []js.Value) any) {
		p.Set(name, js.FuncOf(func(_ js.Value, args []js.Value) any { return f(args) }))
	}
	export("attach", func(a []js.Value) any { c.attach(a[0]); return nil })
	export("detach", func([]js.Value) any { c.detach(); return nil })
	export("hash", func([]js.Value) any { return c.hash() })
	export("say", func(a []js.Value) any { c.say(a[0].String()); return nil })
	export("show", func(a []js.Value) any {
		c.show(a[0].String(), a[1].String(), a[2].String(), a[3].String())
		return nil
	})
	return p
}

// The controller wraps what it knows the kind of, and calls no function of package dom that wraps what it is handed:
// those ask up to 110 constructors what a thing is, and bring every one of them into the download.
type controller struct {
	document  js.Value
	history   js.Value
	location  *dom.Location
	listening []listener
}

func locationOf(window js.Value) *dom.Location {
	v := window.Get("location")
	return &dom.Location{Value: v, URLUtils: &dom.URLUtils{Value: v}}
}

type listener struct {
	event string
	f     js.Func
}

func (c *controller) attach(callbacks js.Value) {
	c.detach()
	load := func(js.Value) { callbacks.Call("load", c.hash()) }
	c.listen("hashchange", load)
	c.listen("popstate", load)
	c.listen("keydown", func(v js.Value) {
		e := &dom.KeyboardEvent{BasicEvent: &dom.BasicEvent{Value: v}}
		if e.DefaultPrevented() {
			return
		}
		typing, choosing := goesInto(v)
		name, shared := wire.Command(wire.Key{
			Key: e.Key(), Ctrl: e.CtrlKey() || e.MetaKey(), Shift: e.ShiftKey(), Alt: e.AltKey(), Typing: typing, Choosing: choosing,
		})
		if name == "" {
			return
		}
		if !shared {
			e.PreventDefault()
		}
		callbacks.Call("command", name)
	})
}

func (c *controller) listen(event string, f func(e js.Value)) {
	listener := listener{event, js.FuncOf(func(_ js.Value, args []js.Value) any { f(args[0]); return nil })}
	js.Global().Call("addEventListener", event, listener.f)
	c.listening = append(c.listening, listener)
}

func (c *controller) detach() {
	for _, l := range c.listening {
		js.Global().Call("removeEventListener", l.event, l.f)
		l.f.Release()
	}
	c.listening = nil
}

// goesInto reports whether a key goes into a field, or into a list of choices, through shadow roots.
func goesInto(e js.Value) (typing, choosing bool) {
	target := e.Call("composedPath").Index(0)
	switch strings.ToLower(target.Get("tagName").String()) {
	case "input", "textarea":
		return true, false
	case "select":
		return false, true
	}
	return target.Get("isContentEditable").Truthy(), false
}

func (c *controller) hash() string { return strings.TrimPrefix(c.location.Hash(), "#") }

func (c *controller) show(doc, title, lang, mode string) {
	c.document.Set("title", title)
	html := &dom.BasicElement{BasicNode: &dom.BasicNode{Value: c.document.Get("documentElement")}}
	if html.GetAttribute("lang") != lang { // written again, even the same would style every element anew
		html.SetAttribute("lang", lang)
	}
	address := c.location.Pathname() + c.location.Search() + "#" + doc
	switch mode {
	case "push":
		c.history.Call("pushState", nil, "", address)
	case "replace":
		c.history.Call("replaceState", nil, "", address)
	}
}

func (c *controller) say(text string) {
	if live := c.document.Call("getElementById", liveRegion); live.Truthy() {
		(&dom.BasicNode{Value: live}).SetTextContent(text)
	}
}
