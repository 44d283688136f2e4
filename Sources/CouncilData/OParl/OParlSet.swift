import StrictJSON

/// All objects of a set of files, found by their ids, whether they stood alone, in lists or inside other objects.
struct OParlSet {
    private(set) var objects: [OParlObject] = []
    private(set) var deleted: Set<String> = []
    var log = NoticeLog()

    private var places: [String: Int] = [:]
    private var pages: [OParlPage] = []

    init(_ files: [SourceFile]) throws(ImportError) {
        for file in files {
            let value = try OParlText.parse(file, &log)
            let before = objects.count + deleted.count + pages.count
            absorb(top: value, file: file)
            if objects.count + deleted.count + pages.count == before, !Self.isEmptyArray(value) {
                log.add(file.name, nil, .noOParlInFile)
            }
        }
        OParlPage.reportMissing(pages, &log)
    }

    /// The objects of one kind, in the order of finding.
    func all(_ type: OParlType) -> [OParlObject] {
        objects.filter { $0.type == type }
    }

    /// The object with this id, if it is of this kind.
    func find(_ id: String?, _ type: OParlType) -> OParlObject? {
        guard let id, let place = places[id], objects[place].type == type else { return nil }
        return objects[place]
    }

    private static func isEmptyArray(_ value: JSON) -> Bool {
        if case .array(let values) = value { values.isEmpty } else { false }
    }

    /// What stands at the top of a file: an object, a page of a list, or a bare array.
    private mutating func absorb(top value: JSON, file: SourceFile) {
        switch value {
        case .array(let values):
            if values.isEmpty { log.add(file.name, nil, .emptyArrayForPage) }
            absorb(items: values, file: file, list: nil)
        case .object(let object):
            guard let data = object["data"], OParlType(of: object) == nil else {
                _ = absorb(object, file: file.name, fallback: "\(file.key)#1", hint: nil, parent: nil, list: nil)
                return
            }
            let page = OParlPage(object, file: file.name)
            pages.append(page)
            switch data {
            case .array(let values): absorb(items: values, file: file, list: page.list)
            case .object(let single):
                log.add(file.name, page.url, .singleForList(field: "data"))
                absorb(items: [.object(single)], file: file, list: page.list)
            default: log.add(file.name, page.url, .wrongKind(field: "data"))
            }
        default: break
        }
    }

    private mutating func absorb(items: [JSON], file: SourceFile, list: String?) {
        for (index, item) in items.enumerated() {
            guard case .object(let object) = item else { continue }
            let id = "\(file.key)#\(index + 1)"
            _ = absorb(object, file: file.name, fallback: id, hint: nil, parent: nil, list: list)
        }
    }

    /// Takes in one object and those inside it; `hint` is what its place says it is.
    private mutating func absorb(
        _ object: JSONObject,
        file: String,
        fallback: String,
        hint: OParlType?,
        parent: OParlObject.Parent?,
        list: String?
    ) -> OParlType? {
        let named = Self.id(of: object)
        let id = named ?? fallback
        if case .bool(true)? = object["deleted"] {
            deleted.insert(id)
            log.add(file, id, .deletedSkipped)
            return nil
        }
        guard let type = type(of: object, id: id, file: file, hint: hint) else { return nil }
        guard ![.paper, .consultation, .file].contains(type) else { return type }
        if named == nil { log.add(file, id, .missingID) }

        store(OParlObject(type: type, id: id, fields: object, file: file, parent: parent, list: list))
        for field in type.listFields {
            if case .object? = object[field] { log.add(file, id, .singleForList(field: field)) }
        }
        for (name, value) in object.members {
            guard let kind = OParlType.references[name] else { continue }
            let children: [JSON] = if case .array(let values) = value { values } else { [value] }
            for (index, child) in children.enumerated() {
                guard case .object(let inner) = child else { continue }
                if !type.embeds(name) { log.add(file, id, .embeddedForURL(field: name)) }
                _ = absorb(
                    inner,
                    file: file,
                    fallback: "\(id)#\(name)\(index + 1)",
                    hint: kind,
                    parent: .init(type: type, id: id),
                    list: nil
                )
            }
        }
        return type
    }

    private mutating func type(of object: JSONObject, id: String, file: String, hint: OParlType?) -> OParlType? {
        if case .string(let url)? = object["type"] {
            if let type = OParlType(url: url) {
                if !OParlType.isStandard(url) { log.add(file, id, .unusualType(found: PlainText.line(url).text)) }
                return type
            }
            guard PlainText.meaning(url) == nil else {
                // A kind of object that a vendor added.
                log.add(file, id, .unknownObject)
                return nil
            }
        }
        guard let type = hint ?? OParlType(inferredFrom: object) else {
            if object["id"] != nil { log.add(file, id, .unknownObject) }
            return nil
        }
        log.add(file, id, .missingType(inferred: type.rawValue))
        return type
    }

    /// Keeps the better of two versions of one object: the later one, else the fuller one.
    private mutating func store(_ object: OParlObject) {
        guard let place = places[object.id] else {
            places[object.id] = objects.count
            objects.append(object)
            return
        }
        let known = objects[place]
        if known.parent == nil, object.parent == nil { log.add(object.file, object.id, .objectTwice) }
        var better = Self.isBetter(object, than: known) ? object : known
        better.parent = known.parent ?? object.parent
        better.list = known.list ?? object.list
        objects[place] = better
    }

    private static func isBetter(_ new: OParlObject, than known: OParlObject) -> Bool {
        guard new.type == known.type else { return false }
        if case .string(let newer)? = new.fields["modified"], case .string(let older)? = known.fields["modified"],
            newer != older
        {
            return newer > older
        }
        return new.fields.members.count > known.fields.members.count
    }

    private static func id(of object: JSONObject) -> String? {
        guard case .string(let text)? = object["id"] else { return nil }
        return PlainText.meaning(PlainText.line(text).text)
    }
}

extension OParlType {
    /// What the `type` of an object says.
    init?(of object: JSONObject) {
        guard case .string(let url)? = object["type"], let type = OParlType(url: url) else { return nil }
        self = type
    }
}
