package wire

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"qkvlab/core/mat"
	"qkvlab/core/play"
)

func askBlob(t *testing.T, e *Engine, request string) (BlobReply, []float32) {
	t.Helper()
	meta, values := e.Call(request)
	var reply BlobReply
	if err := json.Unmarshal(meta, &reply); err != nil {
		t.Fatalf("%v: %s", err, meta)
	}
	return reply, values
}

// A host hands a matrix over, an edit places it, and an engine that knows nothing asks for it by its name.
func TestBlobs(t *testing.T) {
	m := mat.New(256, 256)
	var body []byte
	for i := range m.Data {
		m.Data[i] = float32(i%89) - 0.5
		u := math.Float32bits(m.Data[i])
		body = append(body, byte(u), byte(u>>8), byte(u>>16), byte(u>>24))
	}
	e := new(Engine)
	handed := "call=keep&rows=256&cols=256\x00" + string(body)
	kept, _ := askBlob(t, e, handed)
	if !kept.OK || kept.Name != play.BlobName(m) || kept.Rows != 256 {
		t.Fatalf("%+v", kept)
	}
	step := "call=step&doc=" + play.Escape("text=a&dim=256") + "&edit=" + play.Escape("kind=set_keys&value="+play.Escape("wq=blob:"+kept.Name))
	var reply struct {
		OK    bool
		Frame struct {
			Doc   string
			Blobs []string
		}
		Problem struct {
			Code string
			Args []string
		}
	}
	decode := func(e *Engine, request string) {
		t.Helper()
		reply.OK, reply.Problem.Code = false, ""
		meta, _ := e.Call(request)
		if err := json.Unmarshal(meta, &reply); err != nil {
			t.Fatal(err)
		}
	}
	decode(e, step)
	if !reply.OK || reply.Frame.Doc != "text=a&dim=256&wq=blob:"+kept.Name || len(reply.Frame.Blobs) != 1 || reply.Frame.Blobs[0] != kept.Name {
		t.Fatalf("%+v", reply)
	}
	doc := "call=step&doc=" + play.Escape(reply.Frame.Doc)
	fresh := new(Engine)
	decode(fresh, doc)
	if reply.OK || reply.Problem.Code != "absent_blob" || reply.Problem.Args[0] != kept.Name {
		t.Fatalf("%+v", reply)
	}
	if absent, values := askBlob(t, fresh, "call=blob&name="+kept.Name); absent.OK || len(values) > 0 {
		t.Errorf("%+v", absent)
	}
	if again, _ := askBlob(t, fresh, handed); again.Name != kept.Name {
		t.Errorf("%+v", again)
	}
	decode(fresh, doc)
	if got, values := askBlob(t, fresh, "call=blob&name="+kept.Name); !reply.OK || !got.OK || !mat.SameBits(values, m.Data) {
		t.Errorf("%+v %+v", reply, got)
	}
	if text, _ := askBlob(t, e, "call=keep\x001,2\n3,4\n"); !text.OK || text.Rows != 2 || text.Name != play.BlobName(mat.FromRows([][]float32{{1, 2}, {3, 4}})) {
		t.Errorf("a matrix as text: %+v", text)
	}
	for _, bad := range []string{"call=keep&rows=1&cols=2\x00abcd", "call=keep&rows=-1&cols=-1\x00abcd", "call=keep&rows=4294967296&cols=4294967296\x00", "call=keep&rows=1&cols=1\x00\x00\x00\xc0\x7f", "call=keep\x00hello", "call=keep", "call=blob"} {
		if got, values := askBlob(t, e, bad); got.OK || got.Problem == nil || len(values) > 0 {
			t.Errorf("%q: %+v", bad, got)
		}
	}
	e.Call("call=nothing\x00" + strings.Repeat("x", 1000))
}
