#include "meter/meter.h"

#include "meter/ledger.h"

namespace mirrorlake::meter {

namespace {

class Watch final : public TransferWatch
{
public:
    Watch(std::shared_ptr<Ledger> ledger, const std::string &address, const ReplyFacts &facts, ByteRange range)
        : m_ledger(std::move(ledger))
    {
        m_transfer.facts = facts;
        m_transfer.range = range;
        m_ledger->begin(address, m_transfer);
    }
    ~Watch() override { finish(); }
    Watch(const Watch &) = delete;
    Watch &operator=(const Watch &) = delete;

    void sent(std::int64_t bytes) override { m_transfer.bytes.fetch_add(bytes, std::memory_order_relaxed); }
    void ended(bool) override { finish(); }

private:
    void finish()
    {
        if (!m_hasEnded)
            m_ledger->end(m_transfer);
        m_hasEnded = true;
    }

    std::shared_ptr<Ledger> m_ledger;
    Transfer m_transfer;
    bool m_hasEnded = false;
};

} // namespace

Meter::Meter(const Clock &clock) : m_ledger(std::make_shared<Ledger>(clock)) {}

Meter::~Meter() = default;

std::shared_ptr<TransferWatch> Meter::begin(const std::string &clientAddress, const ReplyFacts &facts, ByteRange range)
{
    return std::make_shared<Watch>(m_ledger, clientAddress, facts, range);
}

void Meter::received(std::int64_t bytes)
{
    m_ledger->received(bytes);
}

void Meter::completed(const std::string &repo, std::int64_t bytes)
{
    m_ledger->completed(repo, bytes);
}

void Meter::sample(const std::vector<RouteSum> &routes)
{
    m_ledger->closeStep(routes);
}

Sums Meter::sums() const
{
    return m_ledger->sums();
}

std::vector<RatePoint> Meter::rates(Span span) const
{
    return m_ledger->rates(span);
}

std::vector<DayIncrement> Meter::takeRepoIncrements()
{
    return m_ledger->takeRepos();
}

std::vector<DayIncrement> Meter::takeRouteIncrements()
{
    return m_ledger->takeRoutes();
}

Figures Meter::figures() const
{
    return m_ledger->figures();
}

void Meter::restore(const Known &known)
{
    m_ledger->restore(known);
}

std::vector<DayIncrement> Meter::takeDayIncrements()
{
    return m_ledger->takeClients();
}

std::int64_t Meter::takeFetchedIncrement()
{
    return m_ledger->takeFetched();
}

} // namespace mirrorlake::meter
