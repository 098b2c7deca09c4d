// Prints the fields of k8s.io/api whose type is a closed set of texts, with the set: one line per
// field, "io.k8s.api.GROUP.VERSION.TYPE field VALUE VALUE …". The OpenAPI document leaves them out.
package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"log"
	"os"
	"path/filepath"
	"reflect"
	"sort"
	"strconv"
	"strings"
)

func main() {
	root := os.Args[1]
	folders, err := filepath.Glob(filepath.Join(root, "*", "*"))
	if err != nil {
		log.Fatal(err)
	}
	for _, folder := range folders {
		group, version := filepath.Base(filepath.Dir(folder)), filepath.Base(folder)
		if files, _ := filepath.Glob(filepath.Join(folder, "types*.go")); len(files) > 0 {
			printFolder("io.k8s.api."+group+"."+version, files)
		}
	}
}

func printFolder(name string, files []string) {
	var parsed []*ast.File
	set := token.NewFileSet()
	for _, path := range files {
		file, err := parser.ParseFile(set, path, nil, parser.ParseComments)
		if err != nil {
			log.Fatal(err)
		}
		parsed = append(parsed, file)
	}
	enums := map[string][]string{}
	for _, file := range parsed {
		for _, declaration := range file.Decls {
			general, ok := declaration.(*ast.GenDecl)
			if ok && general.Tok == token.TYPE && isEnum(general.Doc) {
				for _, spec := range general.Specs {
					enums[spec.(*ast.TypeSpec).Name.Name] = nil
				}
			}
		}
	}
	for _, file := range parsed {
		collectValues(file, enums)
	}
	for _, file := range parsed {
		printFields(name, file, enums)
	}
}

func isEnum(doc *ast.CommentGroup) bool {
	if doc == nil {
		return false
	}
	for _, comment := range doc.List {
		if strings.TrimSpace(strings.TrimPrefix(comment.Text, "//")) == "+enum" {
			return true
		}
	}
	return false
}

func collectValues(file *ast.File, enums map[string][]string) {
	for _, declaration := range file.Decls {
		general, ok := declaration.(*ast.GenDecl)
		if !ok || general.Tok != token.CONST {
			continue
		}
		for _, spec := range general.Specs {
			value := spec.(*ast.ValueSpec)
			typeName, ok := value.Type.(*ast.Ident)
			if !ok {
				continue
			}
			if _, known := enums[typeName.Name]; !known {
				continue
			}
			for _, expression := range value.Values {
				if literal, ok := expression.(*ast.BasicLit); ok {
					text, err := strconv.Unquote(literal.Value)
					if err == nil {
						enums[typeName.Name] = append(enums[typeName.Name], text)
					}
				}
			}
		}
	}
}

func printFields(name string, file *ast.File, enums map[string][]string) {
	ast.Inspect(file, func(node ast.Node) bool {
		spec, ok := node.(*ast.TypeSpec)
		if !ok {
			return true
		}
		structure, ok := spec.Type.(*ast.StructType)
		if !ok {
			return true
		}
		for _, field := range structure.Fields.List {
			values := enums[typeOf(field.Type)]
			if field.Tag == nil || len(values) == 0 {
				continue
			}
			tag := reflect.StructTag(strings.Trim(field.Tag.Value, "`")).Get("json")
			property, _, _ := strings.Cut(tag, ",")
			sorted := append([]string(nil), values...)
			sort.Strings(sorted)
			quoted := make([]string, len(sorted))
			for i, value := range sorted {
				quoted[i] = strconv.Quote(value)
			}
			fmt.Printf("%s.%s %s [%s]\n", name, spec.Name.Name, property, strings.Join(quoted, ","))
		}
		return true
	})
}

// typeOf gives the name behind pointers and slices.
func typeOf(expression ast.Expr) string {
	switch expression := expression.(type) {
	case *ast.Ident:
		return expression.Name
	case *ast.StarExpr:
		return typeOf(expression.X)
	case *ast.ArrayType:
		return typeOf(expression.Elt)
	}
	return ""
}
