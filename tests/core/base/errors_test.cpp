#include <QTest>

#include "base/errorreply.h"
#include "base/errortable.h"

#include <nlohmann/json.hpp>

#include <cerrno>
#include <set>

using namespace mirrorlake;

class ErrorsTest : public QObject
{
    Q_OBJECT

private slots:
    void everyCodeHasAWholeRow()
    {
        std::set<std::string> names;
        for (const ErrorRow *row = errorRowsBegin(); row != errorRowsEnd(); ++row) {
            QCOMPARE(&rowOf(row->code), row);
            QVERIFY(names.insert(row->name).second);
            QVERIFY(row->status >= 400 && row->status <= 599);
            const std::string sentence = row->sentence;
            QVERIFY2(sentence.ends_with('.') && sentence.size() > 20, row->name);
        }
        QCOMPARE(names.size(), static_cast<std::size_t>(ErrorCode::Internal) + 1);
    }

    void onlyTheHubsOwnCodesAreSent()
    {
        std::set<std::string> codes;
        for (const ErrorRow *row = errorRowsBegin(); row != errorRowsEnd(); ++row) {
            if (row->hubCode)
                codes.insert(row->hubCode);
        }
        QVERIFY(codes == (std::set<std::string>{"EntryNotFound", "RevisionNotFound", "RepoNotFound", "GatedRepo"}));
    }

    void upstreamsFailureIsNeverTheClientsFault_data()
    {
        QTest::addColumn<int>("code");
        for (const ErrorCode code :
             {ErrorCode::UpstreamUnreachable, ErrorCode::UpstreamNameUnknown, ErrorCode::UpstreamUntrusted,
              ErrorCode::UpstreamTimeout, ErrorCode::UpstreamRefused, ErrorCode::UpstreamFailed,
              ErrorCode::UpstreamBroken, ErrorCode::UpstreamIgnoresRange, ErrorCode::Offline, ErrorCode::HashMismatch,
              ErrorCode::NoSpace})
            QTest::newRow(rowOf(code).name) << static_cast<int>(code);
    }

    void upstreamsFailureIsNeverTheClientsFault()
    {
        QFETCH(int, code);
        QVERIFY(rowOf(static_cast<ErrorCode>(code)).status >= 500);
    }

    void clientsMistakeIsNoWarning()
    {
        for (const ErrorRow *row = errorRowsBegin(); row->code != ErrorCode::UpstreamUnreachable; ++row)
            QVERIFY2(row->level < log::Level::Warning, row->name);
    }

    void errnoIsTranslated_data()
    {
        QTest::addColumn<int>("number");
        QTest::addColumn<int>("code");
        QTest::newRow("ENOSPC") << ENOSPC << static_cast<int>(ErrorCode::NoSpace);
        QTest::newRow("EDQUOT") << EDQUOT << static_cast<int>(ErrorCode::NoSpace);
        QTest::newRow("EROFS") << EROFS << static_cast<int>(ErrorCode::ReadOnly);
        QTest::newRow("EACCES") << EACCES << static_cast<int>(ErrorCode::ReadOnly);
        QTest::newRow("EIO") << EIO << static_cast<int>(ErrorCode::Io);
        QTest::newRow("ENOENT") << ENOENT << static_cast<int>(ErrorCode::Io);
    }

    void errnoIsTranslated()
    {
        QFETCH(int, number);
        QFETCH(int, code);
        const Error error = errorFromErrno(number, "writing a blob");
        QCOMPARE(static_cast<int>(error.code), code);
        QVERIFY(error.message.starts_with("writing a blob: "));
        QVERIFY(error.message.size() > sizeof "writing a blob: ");
    }

    void contextGoesInFront()
    {
        const Error inner{ErrorCode::NoSpace, "the disk is full", 7};
        const Error outer = inner.in("fill").in("repo");
        QCOMPARE(outer.message, std::string("repo: fill: the disk is full"));
        QCOMPARE(outer.code, ErrorCode::NoSpace);
        QCOMPARE(outer.retryAfterSeconds, 7);
    }

    void everyErrorIsAReplyThatClientsUnderstand()
    {
        for (const ErrorRow *row = errorRowsBegin(); row != errorRowsEnd(); ++row) {
            const HttpReply reply = errorReply(Error{row->code, "it \"broke\""});
            QCOMPARE(reply.status, row->status);
            QCOMPARE(*reply.headers.find("X-Error-Message"), std::string_view("it \"broke\""));
            QCOMPARE(reply.headers.find("X-Error-Code").has_value(), row->hubCode != nullptr);
            QCOMPARE(reply.headers.find("WWW-Authenticate").has_value(), row->status == 401);
            QCOMPARE(reply.headers.find("Retry-After").has_value(), row->status == 429);
            QCOMPARE(nlohmann::json::parse(reply.text).at("error").get<std::string>(), std::string("it \"broke\""));
        }
    }

    void knownRetryTimeIsSent()
    {
        const HttpReply reply = errorReply(Error{ErrorCode::TooManyRequests, "wait", 17});
        QCOMPARE(*reply.headers.find("Retry-After"), std::string_view("17"));
        QCOMPARE(*errorReply(Error{ErrorCode::NoSpace, "full", 30}).headers.find("Retry-After"),
                 std::string_view("30"));
        QCOMPARE(*reply.headers.find("RateLimit"), std::string_view("\"api\";r=0;t=17"));
    }

    void messageThatIsNoUtf8StillGivesJson()
    {
        const HttpReply reply = errorReply(Error{ErrorCode::BadRequest, "bad \xff byte\r\nX-Split: yes"});
        QVERIFY(nlohmann::json::parse(reply.text, nullptr, false).is_object());
        QVERIFY(!reply.headers.find("X-Split"));
    }
};

QTEST_GUILESS_MAIN(ErrorsTest)
#include "errors_test.moc"
