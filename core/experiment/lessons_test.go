package experiment

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"qkvlab/core/play"
)

// lessons is where the pages lie that tell of the experiments.
var lessons = filepath.Join("..", "..", "web", "lessons")

// The documents A and B of every experiment are those of the lessons' questions.
func TestLessonsShowTheExperiments(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(lessons, "documents.txt"))
	if err != nil {
		t.Fatal(err)
	}
	told := map[string]string{}
	for _, line := range strings.Split(string(text), "\n") {
		if name, doc, _ := strings.Cut(line, " "); name != "" && name != "#" {
			told[name] = strings.TrimSpace(doc)
		}
	}
	for _, e := range table {
		for name, doc := range map[string]string{e.id + "-a": e.a, e.id + "-b": e.b} {
			if got, ok := told[name]; !ok || got != doc {
				t.Errorf("documents.txt: %s is %q, the experiment has %q", name, got, doc)
			}
		}
	}
	for _, lang := range []string{"ko", "en"} {
		page, err := os.ReadFile(filepath.Join(lessons, lang, "questions.md"))
		if err != nil {
			t.Fatal(err)
		}
		asked := regexp.MustCompile(`experiment=([a-z-]+)`).FindAllSubmatch(page, -1)
		if len(asked) < 10 {
			t.Errorf("%s/questions.md asks %d questions, want ten or more", lang, len(asked))
		}
	}
}

// What the lessons say of the trained model is what its preset says, which a test measures.
func TestLessonsTellOfTheTrainedModel(t *testing.T) {
	for _, p := range play.Presets(play.English) {
		if p.ID != "sort" {
			continue
		}
		numbers := regexp.MustCompile(`\d[\d,]*%|\d,\d{3}|\b\d{3}\b`).FindAllString(p.Line, -1)
		if len(numbers) < 5 {
			t.Fatalf("the preset tells only of %q", numbers)
		}
		for _, lang := range []string{"ko", "en"} {
			page, err := os.ReadFile(filepath.Join(lessons, lang, "5-training.md"))
			if err != nil {
				t.Fatal(err)
			}
			for _, n := range numbers {
				if !strings.Contains(string(page), n) {
					t.Errorf("%s/5-training.md does not say %s", lang, n)
				}
			}
		}
		return
	}
	t.Fatal("there is no preset sort")
}
