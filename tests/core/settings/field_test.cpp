// Every row of the table is walked, so that a new setting is tested by being there.
#include <QtTest>

#include "settings/fieldvalue.h"
#include "settings/settingsfile.h"
#include "settings/sources.h"

#include <set>

using namespace mirrorlake;
using namespace mirrorlake::settings;

namespace {

std::string durationOrPlain(const Field &field, std::int64_t value)
{
    return kindOf(field) == FieldKind::Duration ? std::to_string(value) + "ms" : std::to_string(value);
}

/// A value that differs from the default.
std::string otherValue(const Field &field)
{
    const Settings defaults;
    switch (kindOf(field)) {
    case FieldKind::Switch:
        return valueText(defaults, field) == "true" ? "false" : "true";
    case FieldKind::Choice:
        return std::string(valueText(defaults, field) == field.choices[0] ? field.choices[1] : field.choices[0]);
    case FieldKind::TextList:
        return field.key == "upstream.fallbacks" ? "https://a.example, https://b.example tokens token=hf_x limit=5MB"
               : field.key == "upstream.fixed_addresses" ? "hub.example:443:192.0.2.7, hub.example:80:[::1]"
               : field.key == "server.allowed_hosts"     ? "mirror.example, fd00::1"
               : field.key == "access.lend_token_for"    ? "org/name, other/*"
               : field.key == "clients.names"            ? "192.0.2.7=lab one, fd00::7=b"
               : field.key == "clients.blocked"          ? "192.0.2.0/24, fd00::7"
               : field.key == "server.trusted_proxies"   ? "127.0.0.1, fd00::/8"
               : field.key == "limits.groups"            ? "lab:10.1.0.0/16+192.0.2.7=20MB, fd00::/8=1GB"
               : field.key.ends_with("_week")            ? "mon-fri 9-18 limited, sat+sun 0-24 full"
                                                         : "0.0.0.0:1, [::1]:2";
    case FieldKind::Text:
        return field.key == "eviction.at" || field.key == "verify.nightly_at" ? "03:00"
               : field.key == "preload.schedule"                              ? "22:00-06:00"
               : field.key == "meter.price_per_gb"                            ? "0.09 EUR"
               : field.key == "upstream.proxy"                                ? "socks5h://me:secret@proxy:1080"
                                                                              : "https://mirror.example/a%20b";
    default:
        return durationOrPlain(field, field.range.most);
    }
}

bool isRanged(const Field &field)
{
    const FieldKind kind = kindOf(field);
    return kind == FieldKind::Number || kind == FieldKind::Size || kind == FieldKind::Duration;
}

void rowPerField()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < fields().size(); ++i)
        QTest::newRow(std::string(fields()[i].key).c_str()) << int(i);
}

} // namespace

class FieldTest : public QObject
{
    Q_OBJECT

private slots:
    void everyRowIsWellFormed();
    void everyDefaultIsAllowed();
    void everyFieldRoundTrips_data() { rowPerField(); }
    void everyFieldRoundTrips();
    void everyRangeIsRefusedByItsName_data() { rowPerField(); }
    void everyRangeIsRefusedByItsName();
    void secretsAreMaskedAndNeverQuoted();
    void aRefusedValueChangesNothing();
    void listsTakeCommasAndDropDoubles();
    void urlsAreCheckedAndTidied();
    void hostNamesAreCheckedAndTidied();
    void oldKeysAreStillRead();
    void unknownKeyNamesTheNearest();
};

void FieldTest::everyRowIsWellFormed()
{
    std::set<std::string_view> keys;
    std::set<std::string> variables;
    std::set<void *> members;
    std::vector<std::string_view> areas;
    Settings any;
    for (const Field &field : fields()) {
        QVERIFY2(keys.insert(field.key).second, "two rows have one key");
        QVERIFY2(variables.insert(environmentName(field.key)).second, "two rows have one variable");
        void *member = std::visit([](auto *pointer) -> void * { return pointer; }, field.member(any));
        QVERIFY2(members.insert(member).second, "two rows have one member");
        const std::string_view area = field.key.substr(0, field.key.find('.'));
        if (areas.empty() || areas.back() != area) {
            QVERIFY2(std::ranges::find(areas, area) == areas.end(), "an area is in two places");
            areas.push_back(area);
        }
        QVERIFY(*field.label != '\0');
        QVERIFY(QByteArray(field.help).endsWith('.'));
        QCOMPARE(isRanged(field), field.range.least < field.range.most);
        if (kindOf(field) == FieldKind::Text)
            QVERIFY2(field.check, "a free text says what it may hold");
    }
}

void FieldTest::everyDefaultIsAllowed()
{
    QVERIFY(validate(Settings()));
}

void FieldTest::everyFieldRoundTrips()
{
    QFETCH(int, index);
    const Field &field = fields()[index];
    Settings changed;
    const auto assigned = assign(changed, field, otherValue(field));
    QVERIFY2(assigned, assigned ? "" : assigned.error().message.c_str());
    QVERIFY2(!isSame(changed, Settings(), field), "the value did not arrive");

    Settings fromText;
    QVERIFY(assign(fromText, field, valueText(changed, field)));
    QVERIFY(isSame(fromText, changed, field));

    Settings fromFile;
    QVERIFY(applyToml(fromFile, changesAsToml(changed)));
    QVERIFY(isSame(fromFile, changed, field));

    Settings fromEnvironment;
    QVERIFY(applyEnvironment(fromEnvironment, {environmentName(field.key) + "=" + valueText(changed, field)}));
    QVERIFY(isSame(fromEnvironment, changed, field));

    Settings fromCommandLine;
    QVERIFY(applyAssignment(fromCommandLine, std::string(field.key) + "=" + valueText(changed, field)));
    QVERIFY(isSame(fromCommandLine, changed, field));

    for (const Field &other : fields()) {
        if (&other != &field)
            QVERIFY2(isSame(fromFile, Settings(), other), "another field changed with it");
    }
}

void FieldTest::everyRangeIsRefusedByItsName()
{
    QFETCH(int, index);
    const Field &field = fields()[index];
    std::vector<std::string> bad{"\x01", "no such thing at all"};
    if (isRanged(field))
        bad = {durationOrPlain(field, field.range.least - 1), durationOrPlain(field, field.range.most + 1), "", "many"};
    if (field.key == "upstream.ca_file")
        bad = {"\x01", "a\nb", "\xff"};
    for (const std::string &value : bad) {
        Settings settings;
        const auto assigned = assign(settings, field, value);
        QVERIFY2(!assigned, value.c_str());
        QCOMPARE(assigned.error().code, ErrorCode::BadConfiguration);
        QVERIFY2(assigned.error().message.starts_with(field.key), assigned.error().message.c_str());
        if (!field.masked && field.key != "upstream.ca_file")
            QVERIFY2(assigned.error().message.find("'" + value + "'") != std::string::npos,
                     assigned.error().message.c_str());
    }
    if (!isRanged(field))
        return;
    for (const std::int64_t edge : {field.range.least, field.range.most}) {
        Settings settings;
        QVERIFY(assign(settings, field, durationOrPlain(field, edge)));
    }
}

void FieldTest::secretsAreMaskedAndNeverQuoted()
{
    Settings settings;
    QVERIFY(applyAssignment(settings, "upstream.token=hf_verysecret"));
    QVERIFY(applyAssignment(settings, "upstream.proxy=http://me:verysecret@proxy:3128"));
    QVERIFY(allAsToml(settings).find("verysecret") == std::string::npos);
    QVERIFY(allAsToml(settings).find("token = \"********\"") != std::string::npos);
    QVERIFY(changesAsToml(settings).find("hf_verysecret") != std::string::npos);
    for (const char *bad :
         {"upstream.token=very secret", "upstream.proxy=ftp://me:secret@proxy", "upstream.url=https://me:secret@hub"}) {
        const auto assigned = applyAssignment(settings, bad);
        QVERIFY(!assigned);
        QVERIFY2(assigned.error().message.find("secret") == std::string::npos, assigned.error().message.c_str());
    }
}

void FieldTest::aRefusedValueChangesNothing()
{
    Settings settings;
    QVERIFY(!applyAssignment(settings, "server.listen=127.0.0.1:1,nonsense"));
    QVERIFY(!applyAssignment(settings, "server.listen="));
    QVERIFY(!applyAssignment(settings, "server.listen=,"));
    QCOMPARE(settings.server.listen, Settings().server.listen);
}

void FieldTest::listsTakeCommasAndDropDoubles()
{
    Settings settings;
    QVERIFY(applyAssignment(settings, "server.listen= localhost:1 , [::1]:2,127.0.0.1:1 "));
    QCOMPARE(settings.server.listen, (std::vector<std::string>{"127.0.0.1:1", "[::1]:2"}));
}

void FieldTest::urlsAreCheckedAndTidied()
{
    Settings settings;
    QVERIFY(applyAssignment(settings, "upstream.url=http://[::1]:8080/hub//"));
    QCOMPARE(settings.upstream.url, std::string("http://[::1]:8080/hub"));
    for (const char *bad : {"", "huggingface.co", "ftp://huggingface.co", "https://", "https:///x", "https://a b",
                            "https://h:0", "https://h:99999", "https://h:", "https://me@h", "https://h?q=1",
                            "https://h#f", "https://[::1", "https://[zz]:1", "https://h\nx: y"})
        QVERIFY2(!applyAssignment(settings, std::string("upstream.url=") + bad), bad);
    QVERIFY(applyAssignment(settings, "server.public_url="));
    QVERIFY(applyAssignment(settings, "upstream.proxy="));
}

void FieldTest::hostNamesAreCheckedAndTidied()
{
    Settings settings;
    QVERIFY(applyAssignment(settings, "server.allowed_hosts=Mirror.Example, [::1], fd00::7, 192.0.2.7"));
    QCOMPARE(settings.server.allowedHosts, (std::vector<std::string>{"mirror.example", "::1", "fd00::7", "192.0.2.7"}));
    for (const char *bad : {"mirror.example:80", "http://mirror.example", "a b", "[::1]:80", "[::zz]", "*"})
        QVERIFY2(!applyAssignment(settings, std::string("server.allowed_hosts=") + bad), bad);
    QVERIFY(applyAssignment(settings, "server.allowed_hosts="));
    QVERIFY(settings.server.allowedHosts.empty());
}

void FieldTest::oldKeysAreStillRead()
{
    static constexpr std::array<std::string_view, 1> old{"server.bind"};
    const std::array table{Field{.key = "server.listen", .oldKeys = old}};
    QCOMPARE(findField("server.bind", table), &table[0]);
    QCOMPARE(findField("server.listen", table), &table[0]);
    QVERIFY(!findField("server.bound", table));
}

void FieldTest::unknownKeyNamesTheNearest()
{
    Settings settings;
    const auto assigned = applyAssignment(settings, "server.listne=127.0.0.1:1");
    QVERIFY(!assigned);
    QCOMPARE(assigned.error().message,
             std::string("there is no setting 'server.listne'; did you mean 'server.listen'?"));
    QCOMPARE(nearestKey("upstream.tokn"), std::string_view("upstream.token"));
    QVERIFY(!applyAssignment(settings, "server.listen"));
}

QTEST_GUILESS_MAIN(FieldTest)
#include "field_test.moc"
