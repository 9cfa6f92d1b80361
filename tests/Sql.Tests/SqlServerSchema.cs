using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Sql.Tests;

/// <summary>The tables that the SQL Server migrations leave behind, folded from all scripts in their order.</summary>
internal sealed class SqlServerSchema
{
    private static readonly TSqlParser Parser = new TSql160Parser(initialQuotedIdentifiers: true);

    private readonly Dictionary<string, CreateTableStatement> tables = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, CreateIndexStatement> indexes = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> bare;
    private readonly string[] definitions;
    private readonly List<string> denials = [];
    private readonly string schema;

    public SqlServerSchema(string schema, IEnumerable<string> scripts)
    {
        this.schema = schema;
        foreach (var script in scripts)
        {
            foreach (var statement in Parse(script.Replace("$schema$", schema, StringComparison.Ordinal)).Batches.SelectMany(
                batch => batch.Statements)) Apply(statement);
        }
        Tables = [.. tables.Values.Select(Table)];
        definitions = [$"CREATE SCHEMA {schema}", .. tables.Values.Select(Text), .. indexes.Values.Select(Text)];
        bare = tables.ToDictionary(table => table.Key, table => Text(WithoutForeignKeys(table.Value)));
    }

    public IReadOnlyList<Table> Tables { get; }

    /// <exception cref="FormatException">It is not T-SQL.</exception>
    public static TSqlScript Parse(string sql)
    {
        var script = (TSqlScript)Parser.Parse(new StringReader(sql), out var errors);
        return errors.Count == 0 ? script : throw new FormatException($"syntax error at line {errors[0].Line}: {errors[0].Message}");
    }

    /// <summary>What nobody but the owner of the schema may.</summary>
    public IReadOnlyList<string> Denials => denials;

    /// <summary>Texts of keys and indexes that compare otherwise than on SQLite and in C#, letter by letter.</summary>
    public IEnumerable<string> CaseInsensitiveKeys() =>
        from table in Tables
        from column in tables[table.Name].Definition.ColumnDefinitions
        where SqliteType(column.DataType) == "TEXT" && Text(column.DataType).Contains("CHAR", StringComparison.OrdinalIgnoreCase)
        where column.Collation?.Value != "Latin1_General_BIN2"
        where table.UniqueKeys.Append(table.PrimaryKey).Concat(
            table.Indexes.Select(index => index[(index.IndexOf(':', StringComparison.Ordinal) + 1)..]))
            .Any(key => key.Split(" where ")[0].Split(',', StringSplitOptions.TrimEntries)
                .Any(part => part.Split(' ')[0] == column.ColumnIdentifier.Value))
        select $"{table.Name}.{column.ColumnIdentifier.Value} is of a key, and has no COLLATE Latin1_General_BIN2";

    /// <summary>Columns with free text: keys and codes compare letter by letter.</summary>
    public IEnumerable<string> FreeTexts() =>
        from table in tables.Values
        from column in table.Definition.ColumnDefinitions
        where Text(column.DataType).Contains("CHAR", StringComparison.OrdinalIgnoreCase)
        where column.Collation?.Value != "Latin1_General_BIN2"
        select $"{table.SchemaObjectName.BaseIdentifier.Value}.{column.ColumnIdentifier.Value}";

    /// <summary>What is wrong with the final tables.</summary>
    public IReadOnlyList<string> Validate() => Validate(definitions, []);

    /// <summary>What is wrong with procedures; only the tables that they may mean are looked at.</summary>
    public IReadOnlyList<string> Validate(params IReadOnlyCollection<string> procedures) =>
        Validate([definitions[0], .. bare
            .Where(table => procedures.Any(text => text.Contains(table.Key, StringComparison.OrdinalIgnoreCase)))
            .Select(table => table.Value)], procedures);

    private static IReadOnlyList<string> Validate(IEnumerable<string> tables, IEnumerable<string> procedures)
    {
        // A new model each time: one that has rejected a script says so of every later one.
        using var model = new TSqlModel(SqlServerVersion.Sql160, new TSqlModelOptions());
        try
        {
            foreach (var script in tables.Concat(procedures)) model.AddObjects(script);
        }
        catch (DacModelException error)
        {
            return [.. error.Messages.Select(message => message.Message).DefaultIfEmpty(error.Message)];
        }
        return [.. model.Validate().Select(message => $"{message.Prefix}{message.Number}: {message.Message}")];
    }

    public static string ForeignKey(IEnumerable<string> columns, string table, IEnumerable<string> keys, string onDelete) =>
        $"{string.Join(", ", columns)} -> {table} ({string.Join(", ", keys)}) on delete {onDelete}".ToLowerInvariant();

    public static string Filter(string condition) =>
        " where "
            + string.Concat(condition.Where(letter => !char.IsWhiteSpace(letter) && letter is not ('(' or ')' or '[' or ']' or ';'))).ToLowerInvariant();

    private void Apply(TSqlStatement statement)
    {
        switch (statement)
        {
            case CreateTableStatement create when create.Definition.Indexes.Count == 0
                && create.Definition.ColumnDefinitions.All(column => column.Index is null):
                tables.Add(Name(create.SchemaObjectName), create);
                break;
            case AlterTableAddTableElementStatement { Definition: { ColumnDefinitions.Count: <= 1 } added } alter:
                var target = tables[Name(alter.SchemaObjectName)].Definition;
                foreach (var column in added.ColumnDefinitions) target.ColumnDefinitions.Add(column);
                foreach (var constraint in added.TableConstraints) target.TableConstraints.Add(constraint);
                break;
            case AlterTableAlterColumnStatement alter:
                var changed = tables[Name(alter.SchemaObjectName)].Definition.ColumnDefinitions.Single(
                    column => Is(column.ColumnIdentifier, alter.ColumnIdentifier));
                changed.DataType = alter.DataType;
                // Without one the engine takes the database's.
                changed.Collation = alter.Collation;
                foreach (var old in changed.Constraints.OfType<NullableConstraintDefinition>().ToList()) changed.Constraints.Remove(old);
                changed.Constraints.Add(
                    new NullableConstraintDefinition
                    {
                        Nullable = alter.AlterTableAlterColumnOption is not AlterTableAlterColumnOption.NotNull,
                    });
                break;
            case AlterTableDropTableElementStatement drop:
                foreach (var element in drop.AlterTableDropTableElements)
                {
                    Drop(tables[Name(drop.SchemaObjectName)].Definition, element.Name);
                }
                break;
            case CreateIndexStatement { IncludeColumns.Count: 0 } index:
                indexes.Add($"{Name(index.OnName)}.{index.Name.Value}", index);
                break;
            case DropTableStatement drop:
                foreach (var name in drop.Objects) tables.Remove(Name(name));
                break;
            case DropIndexStatement drop:
                foreach (var clause in drop.DropIndexClauses.OfType<DropIndexClause>())
                {
                    indexes.Remove($"{Name(clause.Object)}.{clause.Index.Value}");
                }
                break;
            case DenyStatement deny:
                denials.Add(Text(deny).ReplaceLineEndings(" "));
                break;
            case InsertStatement or UpdateStatement or DeleteStatement:
                break;
            default:
                throw new NotSupportedException(
                    $"A migration says what this check does not follow (keep it plain: no inline INDEX, no INCLUDE, one column per "
                        + $"ALTER): {Text(statement)}");
        }
    }

    private static void Drop(TableDefinition table, Identifier element)
    {
        foreach (var column in table.ColumnDefinitions.Where(column => Is(column.ColumnIdentifier, element)).ToList())
        {
            table.ColumnDefinitions.Remove(column);
        }
        foreach (var constraint in table.TableConstraints
            .Where(constraint => constraint.ConstraintIdentifier is { } name && Is(name, element))
            .ToList()) table.TableConstraints.Remove(constraint);
        foreach (var column in table.ColumnDefinitions.Where(
            column => column.DefaultConstraint?.ConstraintIdentifier is { } name && Is(name, element))) column.DefaultConstraint = null;
    }

    private static CreateTableStatement WithoutForeignKeys(CreateTableStatement create)
    {
        foreach (var key in create.Definition.TableConstraints.OfType<ForeignKeyConstraintDefinition>().ToList())
        {
            create.Definition.TableConstraints.Remove(key);
        }
        foreach (var constraints in create.Definition.ColumnDefinitions.Select(column => column.Constraints))
        {
            foreach (var key in constraints.OfType<ForeignKeyConstraintDefinition>().ToList()) constraints.Remove(key);
        }
        return create;
    }

    private Table Table(CreateTableStatement create)
    {
        var definition = create.Definition;
        var constraints = definition.TableConstraints
            .Concat(
                definition.ColumnDefinitions.SelectMany(column => column.Constraints, (column, constraint) => Named(constraint, column)))
            .ToList();
        var keys = constraints.OfType<UniqueConstraintDefinition>()
            .ToLookup(key => key.IsPrimaryKey, key => string.Join(", ", key.Columns.Select(Name)));
        var own = indexes.Values.Where(index => Is(index.OnName.BaseIdentifier, create.SchemaObjectName.BaseIdentifier))
            .ToLookup(index => index.Unique);
        var primary = keys[true].SingleOrDefault("");
        return new Table(
            create.SchemaObjectName.BaseIdentifier.Value,
            [.. definition.ColumnDefinitions.Select(column => Column(column, primary))],
            primary,
            keys[false].Concat(own[true].Select(Keys)).ToHashSet(),
            constraints.OfType<ForeignKeyConstraintDefinition>().Select(ForeignKey).ToHashSet(),
            own[false].Select(index => $"{index.Name.Value}: {Keys(index)}").ToHashSet());
    }

    private static Column Column(ColumnDefinition column, string primaryKey)
    {
        var name = column.ColumnIdentifier.Value;
        var isNullable = column.Constraints.OfType<NullableConstraintDefinition>().LastOrDefault()?.Nullable
            ?? !primaryKey.Split(", ").Contains(name);
        return new Column(
            name, SqliteType(column.DataType), isNullable, column.DefaultConstraint is not null, column.IdentityOptions is not null);
    }

    private static string SqliteType(DataTypeReference type)
    {
        var text = Text(type).ToUpperInvariant().Replace(" ", "", StringComparison.Ordinal);
        return text.Split('(')[0] switch
        {
            "UNIQUEIDENTIFIER" or "NVARCHAR" or "VARCHAR" or "NCHAR" or "CHAR" or "DATE" => "TEXT",
            "DATETIME2" when text == "DATETIME2(3)" => "TEXT",
            "INT" or "BIGINT" or "SMALLINT" or "BIT" => "INTEGER",
            "VARBINARY" => "BLOB",
            _ => text,
        };
    }

    private static string ForeignKey(ForeignKeyConstraintDefinition key) => ForeignKey(
        key.Columns.Select(column => column.Value), key.ReferenceTableName.BaseIdentifier.Value,
        key.ReferencedTableColumns.Select(column => column.Value).DefaultIfEmpty("?"),
        key.DeleteAction switch
        {
            DeleteUpdateAction.Cascade =>
            "cascade",
            DeleteUpdateAction.SetNull => "set null",
            DeleteUpdateAction.SetDefault => "set default",
            _ => "no action"
        });

    // A constraint that stands with its column names no columns.
    private static ConstraintDefinition Named(ConstraintDefinition constraint, ColumnDefinition column)
    {
        if (constraint is UniqueConstraintDefinition { Columns.Count: 0 } unique)
        {
            unique.Columns.Add(
                new ColumnWithSortOrder
                {
                    Column = new ColumnReferenceExpression
                    {
                        MultiPartIdentifier = new MultiPartIdentifier { Identifiers = { column.ColumnIdentifier } },
                    },
                });
        }
        if (constraint is ForeignKeyConstraintDefinition { Columns.Count: 0 } foreign) foreign.Columns.Add(column.ColumnIdentifier);
        return constraint;
    }

    private static string Keys(CreateIndexStatement index) =>
        string.Join(", ", index.Columns.Select(Name)) + (index.FilterPredicate is { } filter ? Filter(Text(filter)) : "");

    private static string Name(ColumnWithSortOrder column) =>
        column.Column.MultiPartIdentifier.Identifiers[^1].Value + (column.SortOrder is SortOrder.Descending ? " desc" : "");

    private string Name(SchemaObjectName name) => name.SchemaIdentifier?.Value == schema
        ? name.BaseIdentifier.Value
        : throw new NotSupportedException($"A migration of {schema} changes {Text(name)}.");

    private static bool Is(Identifier left, Identifier right) => left.Value.Equals(right.Value, StringComparison.OrdinalIgnoreCase);

    private static string Text(TSqlFragment fragment)
    {
        new Sql160ScriptGenerator().GenerateScript(fragment, out var text);
        return text;
    }
}
