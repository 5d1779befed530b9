package site

import "sync"

// recent keeps what was made last, under a key each. It is safe for use by several goroutines at once.
type recent struct {
	mu    sync.Mutex
	most  int
	kept  map[string]variant
	order []string // the oldest first
}

func newRecent(most int) *recent { return &recent{most: most, kept: map[string]variant{}} }

func (r *recent) get(key string) (variant, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	v, ok := r.kept[key]
	return v, ok
}

func (r *recent) put(key string, v variant) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, ok := r.kept[key]; ok {
		return
	}
	if len(r.order) == r.most {
		delete(r.kept, r.order[0])
		r.order = append(r.order[:0], r.order[1:]...)
	}
	r.kept[key] = v
	r.order = append(r.order, key)
}
