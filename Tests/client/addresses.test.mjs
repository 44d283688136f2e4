// Addresses out of a list of people or the council's file, for the papers of a postal vote.

import { test } from "node:test";
import assert from "node:assert/strict";
import { addressesIn, addressLines, rowsOf } from "../../Templates/static/pages/postal/addresses.js";

test("lists are read as spreadsheets write them", () => {
    assert.deepEqual(rowsOf('\uFEFFp;name\r\n1;"Vogel; ""Änne"""\r\n\r\n2;x'), [["p", "name"], ["1", 'Vogel; "Änne"'], ["2", "x"]]);
    assert.deepEqual(rowsOf('p,address\n1,"Weg 1\n59999 Ort"\n'), [["p", "address"], ["1", "Weg 1\n59999 Ort"]]);
    assert.deepEqual(rowsOf("p\taddress\n1\tWeg 1, Ort"), [["p", "address"], ["1", "Weg 1, Ort"]]);
});

test("addresses are found by the number of the person, whatever the columns are called", () => {
    const expected = { "001": ["Weg 1", "59999 Ort"], m2: ["Haus B"] };
    assert.deepEqual(addressesIn('Mitglieds-Nr.;Name;Anschrift\n001;Änne;"Weg 1, 59999 Ort"\nm2;B;Haus B\nm3;C;\n'), expected);
    assert.deepEqual(addressesIn("address;p\nWeg 1, 59999 Ort;001\nHaus B; m2 \n"), expected);
    const council = { format: "urne-council/1", members: [{ p: "001", address: "Weg 1\n59999 Ort" }, { p: "m2", address: "Haus B" }, { p: "m3" }] };
    assert.deepEqual(addressesIn(`${JSON.stringify(council)}\n`), expected);
    assert.deepEqual(addressLines(" Weg 1 ,\n\n 59999 Ort\n"), ["Weg 1", "59999 Ort"]);
});

test("a file without addresses is refused", () => {
    for (const text of ["", "p;name\n1;A", "name;address\nA;Weg 1", "p;address\n1;", '{"members":[{"p":"1"}]}', "{}"]) {
        assert.throws(() => addressesIn(text), ({ code }) => code === "postal.fault.addresses", text);
    }
});

test("the address of somebody else under the number of a member is refused by both names", () => {
    const list = "p;name;address\n001;Dr. Vogel, Änne;Weg 1, Ort\n002;Kurt Zahn;Weg 2, Ort\n";
    const names = { "001": "Änne Vogel", "002": "Müslüm Öztürk" };
    assert.throws(() => addressesIn(list, names), ({ code, values }) => code === "postal.fault.otherName" && values.found === "Kurt Zahn" && values.name === "Müslüm Öztürk");
    assert.deepEqual(Object.keys(addressesIn(list, { "001": "Änne Vogel" })), ["001", "002"]);
    const council = JSON.stringify({ members: [{ p: "002", name: "Kurt Zahn", address: "Weg 2" }] });
    assert.throws(() => addressesIn(council, names), ({ code }) => code === "postal.fault.otherName");
});
