#pragma once

#include <Qsci/qscilexercustom.h>

namespace weir::studio {

/// Colours the editor by core/sql's own lexer: synchronous, from the start of a line, with one int
/// of state a line. Lines over SqlEditor::kUnstyledLineLength bytes stay unstyled. Colours and
/// fonts are the theme's.
class SqlLexer : public QsciLexerCustom {
    Q_OBJECT

public:
    enum Style {
        Plain,
        KeywordStyle,
        TypeStyle,
        FunctionStyle,
        StringStyle,
        NumberStyle,
        CommentStyle,
        QuotedStyle,
        VariableStyle,
        UnknownStyle,
        StyleCount
    };

    explicit SqlLexer(QObject *parent);

    const char *language() const override { return "Weir SQL"; }
    QString description(int style) const override;
    void styleText(int start, int end) override;
    QColor defaultColor(int style) const override;
    QColor defaultPaper(int style) const override;
    QFont defaultFont(int style) const override;
    const char *wordCharacters() const override;

private:
    int styleLine(int line);
};

} // namespace weir::studio
