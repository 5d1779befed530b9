package site

import (
	"context"
	"runtime"
	"sync/atomic"
	"time"
)

const (
	// patience is how long a request waits for its turn: longer than a common document takes by far.
	patience = 2 * time.Second

	// maxUnsent bounds the results that wait for slow readers. The largest document's is about 100 MB.
	maxUnsent = 256 << 20
)

// load bounds the work that is done at a time, and the memory of what was computed and not yet sent.
type load struct {
	turns    chan struct{}
	patience time.Duration
	unsent   atomic.Int64 // bytes
}

func newLoad(parallel int) *load {
	if parallel <= 0 {
		parallel = runtime.GOMAXPROCS(0)
	}
	return &load{turns: make(chan struct{}, parallel), patience: patience}
}

// enter waits for a turn, and reports whether it came before patience or the request ended. A turn is given back by
// leave.
func (l *load) enter(ctx context.Context) bool {
	select {
	case l.turns <- struct{}{}:
		return true // even for a client that has closed its half of the connection, which ends ctx
	default:
	}
	ctx, cancel := context.WithTimeout(ctx, l.patience)
	defer cancel()
	select {
	case l.turns <- struct{}{}:
		return true
	case <-ctx.Done():
		return false
	}
}

func (l *load) leave() { <-l.turns }

// hold counts n bytes as unsent, until drop, and reports whether there was room for them.
func (l *load) hold(n int) bool {
	if l.unsent.Add(int64(n)) > maxUnsent {
		l.drop(n)
		return false
	}
	return true
}

func (l *load) drop(n int) { l.unsent.Add(-int64(n)) }
