module qkvlab

go 1.27

toolchain go1.27.4

require (
	github.com/rivo/uniseg v0.4.7
	honnef.co/go/js/dom/v2 v2.0.0-20250304181735-b5e52f05e89d
)

require (
	github.com/andybalholm/brotli v1.2.8 // indirect
	golang.org/x/net v0.62.0 // indirect
	golang.org/x/text v0.43.0 // indirect
)
