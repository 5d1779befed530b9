// Gen writes the JSON writers and the TypeScript types of package wire from core/wire/types.go. Run it from the root of
// the repository: ./build.sh gen, or go run ./core/wire/internal/gen.
package main

import (
	"log"
	"os"

	"qkvlab/core/wire/internal/schema"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("gen: ")
	source, err := os.ReadFile("core/wire/types.go")
	if err != nil {
		log.Fatal(err, " (run it from the root of the repository: ./build.sh gen)")
	}
	s, err := schema.Parse("core/wire/types.go", source)
	if err != nil {
		log.Fatal(err)
	}
	for path, content := range s.Files() {
		if err := os.WriteFile(path, content, 0o644); err != nil {
			log.Fatal(err)
		}
	}
}
