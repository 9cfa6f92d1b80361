using System.Data;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Kernel.Data;

/// <summary>Stores types that SQLite lacks: natively on SQL Server, and on SQLite as text that sorts like the value.</summary>
internal static class Columns
{
    private const string MomentFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static void MapTypes()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        Map(new MomentColumn());
        Map(new DateColumn());
        Map(new IdColumn());
    }

    // Dapper prefers its own mapping of a type to a handler, so that mapping is removed first.
    private static void Map<T>(SqlMapper.TypeHandler<T> handler) where T : struct
    {
        SqlMapper.RemoveTypeMap(typeof(T));
        SqlMapper.RemoveTypeMap(typeof(T?));
        SqlMapper.AddTypeHandler(handler);
    }

    private sealed class MomentColumn : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value)
        {
            var utc = new DateTime(value.UtcTicks - (value.UtcTicks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);
            if (parameter is SqliteParameter)
            {
                parameter.Value = utc.ToString(MomentFormat, CultureInfo.InvariantCulture);
                return;
            }
            parameter.DbType = DbType.DateTime2;
            parameter.Value = utc;
        }

        public override DateTimeOffset Parse(object value) => value is string text
            ? DateTimeOffset.ParseExact(text, MomentFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
            : new DateTimeOffset(DateTime.SpecifyKind((DateTime)value, DateTimeKind.Utc));
    }

    private sealed class DateColumn : SqlMapper.TypeHandler<DateOnly>
    {
        public override void SetValue(IDbDataParameter parameter, DateOnly value)
        {
            if (parameter is SqliteParameter)
            {
                parameter.Value = value.ToString("O", CultureInfo.InvariantCulture);
                return;
            }
            parameter.DbType = DbType.Date;
            parameter.Value = value.ToDateTime(TimeOnly.MinValue);
        }

        public override DateOnly Parse(object value) => value switch
        {
            string text => DateOnly.ParseExact(text, "O", CultureInfo.InvariantCulture),
            DateOnly date => date,
            _ => DateOnly.FromDateTime((DateTime)value),
        };
    }

    private sealed class IdColumn : SqlMapper.TypeHandler<Guid>
    {
        public override void SetValue(IDbDataParameter parameter, Guid value)
        {
            // SQLite's driver writes them as text itself, because Dapper uses no handler for a list (IN @ids).
            if (parameter is not SqliteParameter) parameter.DbType = DbType.Guid;
            parameter.Value = value;
        }

        public override Guid Parse(object value) => value is string text ? Guid.Parse(text) : (Guid)value;
    }
}
