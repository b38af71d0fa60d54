// Sets HF_ENDPOINT for this user of this PC, and takes it back by a second press. Thread: GUI; touches one small file.
#pragma once

#include "ui/setup/persistendpoint.h"

#include <QPushButton>

namespace mirrorlake::ui {

class PersistButton final : public QPushButton
{
    Q_OBJECT

public:
    explicit PersistButton(QWidget *parent = nullptr);

    void setUrl(const QString &url);
    /// That this address is what is set.
    bool isSet() const;
    void retranslate();

signals:
    void changed(); ///< what is set

private:
    void change();

    const PersistEndpoint m_endpoint;
    QString m_url;
};

} // namespace mirrorlake::ui
