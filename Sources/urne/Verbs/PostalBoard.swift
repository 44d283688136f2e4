import PostalVote

/// `urne postal arrive` and what else says who is there and what happens on the way.
enum PostalBoard {
    static let all = [
        Verb(
            "postal arrive",
            .postalAct + [
                .required("function", "chair|deputy-chair|clerk|deputy-clerk|member|teller"), .flag("official"),
                .flag("is-mayor"), .value("instead", "P"),
            ]
        ) { invocation in
            try PostalDesk.act(invocation) { desk in
                .arrived(
                    PostalAct.Arrived(
                        function: try invocation.word("function"),
                        staff: invocation.flag("official") || invocation.flag("is-mayor"),
                        mayor: invocation.flag("is-mayor"),
                        instead: invocation.value("instead") == nil ? nil : try invocation.person("instead"),
                        at: try desk.now()
                    )
                )
            }
        },
        Verb("postal leave", .postalAct + [.value("person", "P"), .value("reason", "TEXT")]) { invocation in
            try PostalDesk.act(invocation) { desk in
                let person =
                    invocation.value("person") == nil ? try desk.actor().person : try invocation.person("person")
                return .left(PostalAct.Left(p: person, reason: invocation.value("reason"), at: try desk.now()))
            }
        },
        Verb(
            "postal observer",
            .postalAct + [
                .required("name", "NAME"), .required("event", "requested|arrived|left|declined"),
                .value("capacity", "council-member|citizen"), .value("remark", "TEXT"),
            ]
        ) { invocation in
            try PostalDesk.act(invocation) { desk in
                .observer(
                    PostalAct.Observer(
                        name: try invocation.required("name"),
                        capacity: try invocation.word("capacity", or: .councilMember),
                        event: try invocation.word("event"),
                        remark: invocation.value("remark"),
                        at: try desk.now()
                    )
                )
            }
        },
        Verb(
            "postal short",
            .postalAct + [.required("step", "opening|count|signing"), .required("reason", "TEXT")]
        ) { invocation in
            try PostalDesk.act(invocation) { desk in
                .shortHanded(
                    PostalAct.ShortHanded(
                        step: try invocation.word("step"),
                        reason: try invocation.required("reason"),
                        at: try desk.now()
                    )
                )
            }
        },
        Verb(
            "postal convene",
            .postalAct + [
                .required("place", "TEXT"), .flag("instructed"), .flag("laws"), .required("handed-over", "N"),
                .value("invalid-lists", "N"), .value("supplements", "N"), .value("early", "TEXT"),
            ]
        ) { invocation in
            try PostalDesk.act(invocation) { desk in
                .convened(
                    PostalAct.Convened(
                        place: try invocation.required("place"),
                        instructed: invocation.flag("instructed"),
                        lawsAvailable: invocation.flag("laws"),
                        handedOver: try invocation.count("handed-over"),
                        invalidLists: try invocation.count(
                            "invalid-lists",
                            or: desk.state.invalidWahlscheine.isEmpty ? 0 : 1
                        ),
                        supplements: try invocation.count("supplements", or: 0),
                        early: invocation.value("early"),
                        at: try desk.now()
                    )
                )
            }
        },
        Verb("postal check-urn", .postalAct + [.flag("was-empty"), .flag("was-closed")]) { invocation in
            try PostalDesk.act(invocation) { desk in
                .urnChecked(
                    PostalAct.UrnChecked(
                        empty: invocation.flag("was-empty"),
                        closed: invocation.flag("was-closed"),
                        at: try desk.now()
                    )
                )
            }
        },
        Verb("postal incident", .postalAct + [.required("text", "TEXT")]) { invocation in
            try PostalDesk.act(invocation) { desk in
                .incident(PostalAct.Incident(text: try invocation.required("text"), at: try desk.now()))
            }
        },
        Verb(
            "postal break",
            .postalAct + [.required("since", "TIME"), .value("until", "TIME"), .required("guarded", "TEXT")]
        ) { invocation in
            try PostalDesk.act(invocation) { desk in
                let now = try desk.now()
                return .interruption(
                    PostalAct.Interruption(
                        from: try invocation.time("since") ?? now,
                        to: try invocation.time("until") ?? now,
                        guarded: try invocation.required("guarded"),
                        at: now
                    )
                )
            }
        },
    ]
}
