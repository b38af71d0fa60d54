// Reading all rows of a query. Thread: that of the connection.
#pragma once

#include "catalog/connection.h"

#include <vector>

namespace mirrorlake::catalog::rows {

/// Gives each row to the function until the end.
template<typename Function>
Result<void> forEachRow(Statement &statement, Function function)
{
    for (;;) {
        const auto row = statement.step();
        if (!row)
            return fail(row.error());
        if (!*row)
            return {};
        function(statement);
    }
}

template<typename Row, typename Function>
Result<std::vector<Row>> allRows(Statement &statement, Function addTo)
{
    std::vector<Row> rows;
    const auto read = forEachRow(statement, [&](const Statement &row) { addTo(rows, row); });
    if (!read)
        return fail(read.error());
    return rows;
}

} // namespace mirrorlake::catalog::rows
