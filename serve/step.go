package main

import (
	"qkvlab/core/play"
	"qkvlab/core/wire"
)

// step is what /api/v1/step computes: the same door, and the same bytes, as the command line's -json.
func step(document string, steps []string, lang play.Lang) ([]byte, *play.Problem) {
	d, p := play.Decode(document)
	if p != nil {
		return nil, p
	}
	return wire.ResultJSON(play.Run(d), steps, nil, lang)
}
