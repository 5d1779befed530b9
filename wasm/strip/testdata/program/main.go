// Command program does what leans on a runtime's tables: stacks that grow, garbage collected under them, interfaces,
// maps, goroutines, a panic that is caught, and one that is not.
package main

import (
	"errors"
	"runtime"
	"slices"
	"strconv"
)

type shape interface{ area() int }
type square struct{ side *int }

func (s square) area() int { return *s.side * *s.side }

func deep(n int, kept []*int) int {
	v := new(int)
	*v = n
	if n == 0 {
		runtime.GC()
		sum := 0
		for _, k := range kept {
			sum += *k
		}
		return sum
	}
	return deep(n-1, append(kept, v)) + *v
}

func caught() (err error) {
	defer func() { err, _ = recover().(error) }()
	var none []int
	return errors.New(strconv.Itoa(none[len(none)]))
}

func main() {
	println(deep(2000, nil))
	sums := make(chan int)
	for i := range 8 {
		go func() { sums <- deep(100*i, nil) }()
	}
	all := map[int]shape{}
	for range 8 {
		v := <-sums
		all[v] = square{&v}
	}
	areas := []int{}
	for _, s := range all {
		areas = append(areas, s.area())
	}
	slices.Sort(areas)
	for _, a := range areas {
		println(a)
	}
	println(caught().Error())
	panic("told at the end")
}
