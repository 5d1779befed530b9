// Package edgetest holds the edge worker to the server: ./build.sh worker-test runs it in the platform's own runtime.
package edgetest
