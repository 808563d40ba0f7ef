package main

import (
	"fmt"
	"math/rand"
	"strings"
)

// Texts of each kind: small, since what differs between readers differs in few lines.
const (
	soupCount     = 14000
	scalarCount   = 5000
	treeCount     = 9000
	damagedCount  = 9000
	documentCount = 1500
	jsonCount     = 1500
)

func generate(random *rand.Rand) []string {
	var texts []string
	add := func(count int, make func() string) {
		for range count {
			texts = append(texts, make())
		}
	}
	g := &generator{random}
	texts = append(texts, fixed()...)
	add(soupCount, g.soup)
	add(scalarCount, g.scalarInPlace)
	add(treeCount, func() string { return g.document() })
	add(damagedCount, g.damaged)
	add(documentCount, g.stream)
	add(jsonCount, g.json)
	return texts
}

type generator struct{ random *rand.Rand }

func pick[T any](g *generator, list []T) T { return list[g.random.Intn(len(list))] }

var bits = []string{
	"a", "b", "1", " ", "  ", "\n", "\n  ", "\n ", "\n\n", "\t", ":", ": ", " :", "- ", "-", "?", "? ", ",", "[", "]", "{", "}",
	"#", " # c", "&a ", "*a", "!", "!!str ", "!!int ", "!x ", "|", ">", "|-\n  ", ">+\n  ", "'", "\"", "''", "\\n", "\\", "\\/",
	"%", "%YAML 1.1\n", "@", "`", "---", "--- ", "\n---\n", "...", "\n...\n", "<<", "<<: ", "~", "null", "y", "0o7", "\r\n", "\r",
	"\u0085", "\u2028", "\u2029", "\ufeff", "\u00e9", "\U0001F600", "\x7f", "a: b\n", "a:\n", "- a\n", "  b: c\n", "=", ".", "'a'", "\"a\"",
}

// soup is any text of the marks that YAML knows.
func (g *generator) soup() string {
	var text strings.Builder
	for range 1 + g.random.Intn(9) {
		text.WriteString(pick(g, bits))
	}
	return text.String()
}

var scalars = []string{
	"a", "web", "n", "N", "y", "Y", "yes", "Yes", "YES", "yEs", "no", "on", "On", "off", "OFF", "true", "True", "tRUE", "false", "null", "Null",
	"~", "~a", "", ".", "..", "...", "-", "--", "---a", "+", "=", "<<", ".5", "-.5", "+.5", "5.", "-5.", ".5e3", ".5_0", "._5", "5_0", "_5", "5_", "1_000",
	"1__0", "0", "-0", "+0", "00", "007", "08", "09", "-07", "+07", "0777", "0o17", "0O17", "-0o17", "+0o17", "0o8", "0o", "0b1", "0B1", "-0b1", "+0b1",
	"0b", "0b2", "0b-1", "0b+1", "-0b-1", "-0b+1", "0x1F", "0X1f", "-0x1", "0x", "0xg", "0x1p3", "0x1.8p1", "1e3", "1E3", "1e+3", "1e-3", "12e45", "1e400", "-1e400", "1e", "e1",
	"1.5", "1.5.2", "1.5_2", "1_.5", "9223372036854775807", "9223372036854775808", "18446744073709551615", "18446744073709551616", "-9223372036854775808",
	"-9223372036854775809", "0xFFFFFFFFFFFFFFFF", "0xFFFFFFFFFFFFFFFFF", "0777777777777777777777777", "08888888888888888888888", ".inf", ".Inf", "-.inf", "+.INF", ".nan", ".NaN", "inf", "nan", "NaN", "Infinity",
	"2001-01-01", "2001-1-1", "2001-13-01", "2001-12-14T21:59:43Z", "2001-12-14 21:59:43", "2001-12-14t21:59:43.1Z", "12:30", "12:30:45", "1:2", "100m", "1Gi",
	"a b", "a  b", "a #b", "a#b", "a: b", "a:b", "a:", ":a", "- a", "-a", "? a", "?a", "[a]", "[a, b]", "[a,]", "[,a]", "[a: b]", "[a: b, c]", "[? a : b]", "{a}", "{a: b}", "{a: b,}",
	"{a: , b}", "{a:b}", "{\"a\":b}", "{\"a\": b}", "{'a':1}", "{? a : b}", "{a, b: c}", "[[a], {b: c}]", "[a\n  b]", "{a: b\n  c}", "[a #c\n  ]", "a, b", "a]", "a}", "]", "}", ",", "&a", "&a b", "*a", "*b", "&a-b c", "& b",
	"!", "! a", "! 1", "!a b", "!!str", "!!str 1", "!!int 1", "!!int '1'", "!!int a", "!!int 1.5", "!!float 1", "!!float 1.5", "!!float a", "!!bool yes", "!!bool 1", "!!null ''", "!!null a", "!!null ~", "!!timestamp 2001-01-01",
	"!!timestamp a", "!!binary aGk=", "!!binary aGk", "!!binary /w==", "!!binary 'a'", "!!binary 4pyT", "!!map {a: b}", "!!seq [a]", "!!set {a}", "!!omap [a: b]", "!<tag:yaml.org,2002:str> 1", "!<x", "!e!x y", "!a!",
	"'a'", "''", "'it''s'", "'a\n  b'", "'a\n\n  b'", "'a\nb'", "'a \n  b '", "'a' b", "'a'b", "'a': b", "\"a\"", "\"\"", "\"a\\nb\"", "\"a\\\n  b\"", "\"a\n  b\"", "\"a\n\n\n  b\"", "\"a \\\n  \\ b\"", "\"\\x41\"", "\"\\u00e9\"", "\"\\U0001F600\"",
	"\"\\ud83d\\ude00\"", "\"\\/\"", "\"\\q\"", "\"\\\t\"", "\"\\0\"", "\"\\e\\a\\b\\v\\f\\r\\N\\_\\L\\P\"", "\"\\x4\"", "\"\\'\"", "\"a\tb\"", "\"a\t\n\t b\"", "\"a\n---\nb\"", "'a", "\"a",
	"a\n  b", "a\n\n  b", "a\n  b: c", "a\n  - b", "a\n  # c\n  b", "a # c\n  b", "a\n\tb", "a\n \t b", "a \t\n  b", "a\tb", "a\t", "\ta", "a\tb: c",
	"|\n  a", "|\n  a\n", "|-\n  a\n\n", "|+\n  a\n\n", "|\n   a\n  b", "|\n\n  a", "|\n    \n  a", "|2\n   a", "|1\n  a", "|0\n  a", "|-2\n   a", "|2-\n   a", "|++\n  a", "| a", "| # c\n  a", "|#c\n  a", "|\n  \ta", "|\n\ta", "|\n \n\ta", "|\n  a\n \tb", "|\n  a\n\n\t\n  b", "|\n  # a", "|\n", "|", "|\na",
	">\n  a\n  b", ">\n  a\n\n  b", ">\n  a\n   b\n  c", ">-\n  a\n", ">+\n  a\n\n", ">\n  a\n  \tb\n  c", ">\n\n  a", ">\n  a\n\n   b\n\n  c", "> # c\n  a", ">\n  a\u2028  b",
	"@a", "`a", "%a", "a%b", "a\u0085b", "a\u2028b", "a\u2029b", "a\ufeffb", "\ufeffa", "a\u00a0b", "\u00e9", "\U0001F600", "a\x7fb", "a\x01b", "a\x00b", "a\u0093b", "a\ufffeb", "a\rb", "a\r\n  b",
	"1e6", "1e5", "1.0", "100000000.0", "0.00001", "123456789.5", "1e21", "3.4e39", "-1.25", "16777217.0",
}

var frames = []string{
	"%s", "%s\n", "a: %s", "a: %s\n", "a:  %s\nb: c\n", "a:\n  b: %s\nc: d\n", "- %s\n", "- %s\n- b\n", "a:\n- %s\n- c\nb: d\n", "a:\n  - b: %s\n    c: d\n", "%s: a\n", "%s: a\nb: c\n", "a: {b: %s}\n", "a: [%s]\n", "a: [b, %s, c]\n",
	"{%s: a}\n", "? %s\n: a\n", "a: &x %s\nb: *x\n", "a: !!str %s\n", "a: !x %s\n", "--- %s\n", "---\n%s\n", "a: %s # c\n", "a: %s\n\n# c\nb: c\n", "a:\n  %s\nb: c\n", "a:\n%s\n", "- - %s\n  - b\n", "a: [\n%s\n]\n", "a: '%s'\n", "a: \"%s\"\n", "a: |\n  %s\nb: c\n", "a: >\n  %s\n  b\nc: d\n",
	"a: %s\nb: %s\n", "x: &x {a: 1, b: 2}\ny:\n  <<: *x\n  c: %s\n", "a: %s\n...\nb: c\n", "a: %s\n---\nb: c\n",
}

// scalarInPlace is a scalar in some place of a document.
func (g *generator) scalarInPlace() string {
	return strings.ReplaceAll(pick(g, frames), "%s", pick(g, scalars))
}

var keys = []string{"name", "kind", "apiVersion", "spec", "metadata", "labels", "app.kubernetes.io/name", "data", "a-b", "'quoted'", "\"double\"", "$x", "x y", "1", "true", "1.5", "/"}

var texts = []string{
	"web", "nginx:1.30", "registry.example.com/web:1.2.3", "100m", "1Gi", "true", "80", "\"80\"", "'80'", "0755", "1.5", "-1", "{}", "[]", "null", "\"\"", "a sentence with words", "it's", "'it''s'", "\"a \\\"b\\\"\"", "http://example.com:8080/a?b=c#d",
	"$(A)", "--flag=value", "-c", "a, b", "'{\"a\": [1]}'", "[a, b]", "{a: 1, b: [c]}", "[{name: a, value: \"1\"}]", "*.example.com", "'*'", "%s", "2020-01-01T00:00:00Z", "\u00e9t\u00e9", "a\\b",
}

// document is a document as tools and people write it.
func (g *generator) document() string {
	var text strings.Builder
	if g.random.Intn(4) == 0 {
		text.WriteString(pick(g, []string{"---\n", "# comment\n", "--- # comment\n", "\n", "# a\n---\n", "%YAML 1.1\n---\n"}))
	}
	g.anchors(&text)
	g.mapAt(&text, 0, 0)
	out := text.String()
	switch g.random.Intn(8) {
	case 0:
		out = strings.TrimRight(out, "\n")
	case 1:
		out = strings.ReplaceAll(out, "\n", "\r\n")
	}
	return out
}

func (g *generator) anchors(text *strings.Builder) {
	if g.random.Intn(8) == 0 {
		text.WriteString("base: &base\n  one: 1\n  two: [a]\nother: &other\n  two: 3\n")
		text.WriteString(pick(g, []string{"m:\n  <<: *base\n", "m:\n  !!merge <<: *base\n  one: 2\n", "m:\n  one: 2\n  <<: *base\n", "m:\n  <<: [*base, *other]\n", "m:\n  <<: *base\n  <<: *other\n", "m: {<<: *base, x: *other}\n", "m: [*base, *other]\n", "m: *base\n", "m: *none\n"}))
	}
}

func (g *generator) mapAt(text *strings.Builder, indent, depth int) {
	step := 1 + g.random.Intn(4)
	for range 1 + g.random.Intn(4) {
		g.noise(text, indent)
		text.WriteString(strings.Repeat(" ", indent))
		g.entry(text, indent, step, depth)
	}
}

func (g *generator) noise(text *strings.Builder, indent int) {
	if g.random.Intn(7) == 0 {
		text.WriteString(pick(g, []string{"\n", "# comment\n", "   # comment: a\n", "  \n", "\n\n", strings.Repeat(" ", indent) + "# c\n", "\t\n", "#\n"}))
	}
}

func (g *generator) entry(text *strings.Builder, indent, step, depth int) {
	text.WriteString(pick(g, keys))
	text.WriteString(pick(g, []string{":", ":", ":", ":", " :"}))
	g.value(text, indent, step, depth, true)
}

func (g *generator) value(text *strings.Builder, indent, step, depth int, ofKey bool) {
	kind := g.random.Intn(12)
	inner := indent + step
	pad := strings.Repeat(" ", inner)
	comment := pick(g, []string{"", "", "", "", " # c", "  ", "\t"})
	switch {
	case kind < 3 && depth < 4 && ofKey:
		text.WriteString(comment + "\n")
		g.mapAt(text, inner, depth+1)
	case kind < 5 && depth < 4 && ofKey:
		text.WriteString(comment + "\n")
		g.listAt(text, pick(g, []int{indent, inner}), depth+1)
	case kind == 5:
		text.WriteString(" " + pick(g, []string{"|", "|-", "|+", ">", ">-", ">+", "|2", ">1-"}) + comment + "\n")
		for range 1 + g.random.Intn(4) {
			text.WriteString(pick(g, []string{pad + "line\n", pad + "  deeper\n", "\n", pad + "# no comment\n", pad + "a: b\n", pad + "\ttab\n", pad + "\n"}))
		}
	case kind == 6:
		text.WriteString(" text that goes on\n" + pad + "on the next line" + pick(g, []string{"\n", " \n", "\n\n" + pad + "and after a gap\n", " # c\n"}))
	case kind == 7:
		quote := pick(g, []string{"'", "\""})
		text.WriteString(" " + quote + "quoted text\n" + pick(g, []string{pad, pad, " ", "", pad + "\t"}) + "on two lines" + quote + comment + "\n")
	case kind == 8:
		open := pick(g, []string{"[a,", "[", "[a, b: c,", "[{a: b},"})
		text.WriteString(" " + open + "\n" + pick(g, []string{pad, pad, " ", ""}) + pick(g, scalars) + pick(g, []string{"", ",", "\n" + pad}) + "]" + comment + "\n")
	case kind == 9:
		text.WriteString(" " + pick(g, scalars) + comment + "\n")
	default:
		text.WriteString(" " + pick(g, texts) + comment + "\n")
	}
}

func (g *generator) listAt(text *strings.Builder, indent, depth int) {
	for range 1 + g.random.Intn(3) {
		g.noise(text, indent)
		text.WriteString(strings.Repeat(" ", indent) + "-")
		switch g.random.Intn(4) {
		case 0:
			text.WriteString(" ")
			g.entry(text, indent+2, 2, depth)
			for range g.random.Intn(3) {
				text.WriteString(strings.Repeat(" ", indent+2))
				g.entry(text, indent+2, 2, depth)
			}
		case 1:
			text.WriteString("\n")
			if g.random.Intn(2) == 0 {
				g.mapAt(text, indent+2, depth+1)
			}
		default:
			g.value(text, indent, 2, depth, false)
		}
	}
}

// damaged is a document with a few wrong characters.
func (g *generator) damaged() string {
	text := []byte(g.document())
	for range 1 + g.random.Intn(2) {
		at := g.random.Intn(len(text) + 1)
		end := min(len(text), at+g.random.Intn(3))
		text = append(append(append([]byte{}, text[:at]...), pick(g, bits)...), text[end:]...)
	}
	return strings.ToValidUTF8(string(text), "?")
}

var separators = []string{
	"---\n", "---\n", "--- \n", "--- # c\n", "---\t\n", "---\n---\n", "---\n# c\n---\n", "---a: b\n", "--- a\n", "--- |\n  a\n", "----\n", "...\n", "...\n---\n", " ---\n", "---\r\n", "---#c\n", "--- {a: b}\n", "--- !x\n", "%YAML 1.1\n---\n", "\n---\n\n", "---\n...\n", "--- 'a'\n",
}

// stream is documents with marks between them.
func (g *generator) stream() string {
	var text strings.Builder
	for range 1 + g.random.Intn(4) {
		text.WriteString(pick(g, []string{"", "a: b\n", "c: 1\nd: [e]\n", "# c\n", "{a: b}\n", "{\"a\": 1}\n", "- a\n", "a: |\n  b\n", "a: 'b\n  c'\n", "a: 'b\n", "\n", "null\n", "a"}))
		text.WriteString(pick(g, separators))
	}
	text.WriteString(pick(g, []string{"", "z: 1\n", "z: 1", "---", "---\n"}))
	return text.String()
}

// json is a stream of JSON, which may be damaged.
func (g *generator) json() string {
	var text strings.Builder
	for range 1 + g.random.Intn(3) {
		text.WriteString(pick(g, []string{"", "", "", " ", "\n", "\t", "\ufeff"}))
		text.WriteString(g.jsonValue(0))
		text.WriteString(pick(g, []string{"", "\n", "\n", "\n", " ", "\n\n", "\r\n", ",", "\n---\n", "\n---\n", "---\n", "x"}))
	}
	out := text.String()
	if g.random.Intn(3) == 0 && len(out) > 0 {
		at := g.random.Intn(len(out))
		out = strings.ToValidUTF8(out[:at]+pick(g, []string{",", "}", "{", "\"", "'", ":", "\t", "\n", "a", "\\", "//c\n", "1", "#c\n"})+out[min(len(out), at+g.random.Intn(2)):], "?")
	}
	return out
}

func (g *generator) jsonValue(depth int) string {
	if depth == 0 || (depth < 4 && g.random.Intn(3) == 0) {
		var entries []string
		for i := range g.random.Intn(4) {
			entries = append(entries, fmt.Sprintf("%q:%s%s", pick(g, []string{"a", "b", "kind", "a/b", ""})+fmt.Sprint(i), pick(g, []string{"", " ", "\n  "}), g.jsonValue(depth+1)))
		}
		return "{" + strings.Join(entries, pick(g, []string{",", ", ", ",\n", " ,"})) + "}"
	}
	if depth < 4 && g.random.Intn(3) == 0 {
		return "[" + g.jsonValue(depth+1) + pick(g, []string{"", ", ", ","}) + "]"
	}
	return pick(g, []string{"1", "-1.5", "1e3", "1E+2", "01", "0x1", ".5", "true", "false", "null", "yes", "\"a\"", "\"\\u00e9\"", "\"\\ud83d\\ude00\"", "\"\\ud83d\"", "\"\\/\"", "\"\\n\\t\\\"\"", "\"\\x41\"", "\"a\tb\"", "'a'", "a", "\"\u2028\"", "\"\x7f\"", "\"a: b\""})
}

func fixed() []string {
	long := strings.Repeat("k", 1100)
	return []string{
		"", "\n", "a", long + ": a\n", "a: b\n" + long + ": c\n", "{" + long + ": a}\n", "\"" + long + "\": a\n", "[" + strings.Repeat("a, ", 400) + "b]: c\n", "a: b\n\t\nc: d\n", "a:\n  b: c\n\t\nd: e\n", "a: b\n \t\nc: d\n", "a: |\n\tb\n",
		"a: b\na: c\n", "a:\n- b\n\nc: d\n", "? a\n? b\n", "? a\n:\n", ": a\n", "a: &a [*a]\n", "a: &a {b: *a}\n", "a: &a b\nc: *a\nd: &a e\nf: *a\n", "<<: {a: b}\nc: d\n", "<<: [{a: b}, {a: c}]\n", "<<: a\n", "<<: [a]\n", "\"<<\": {a: b}\n", "? !!merge <<\n: {a: b}\n",
		"a: {b: c}d\n", "[a] b\n", "{a: b} c: d\n", "\"a\" b\n", "a: b\n...\n{[\n", "%TAG ! tag:x,1:\n---\na: !b c\n", "%TAG !e! tag:yaml.org,2002:\n---\na: !e!str 1\n", "%YAML 1.2\n---\na: b\n", "%FOO\n---\na: b\n", "a: b\n%YAML 1.1\n---\n", "!!binary aGk=: a\n", "1: a\n\"1\": a\n", "yes: a\ntrue: a\n",
	}
}
