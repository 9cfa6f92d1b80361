using System.Text.Json;
using Kernel;

namespace IndustryPartnership.Internships.Law;

/// <summary>
/// The calendars of this installation: those shipped with it, and those of the folder <c>Rules:Calendars</c>. One of the folder replaces
/// the shipped one for its region and year. A year without a calendar has only its weekends.
/// </summary>
public sealed class PublicHolidays
{
    private readonly Dictionary<int, HolidayCalendar> byYear;

    /// <param name="shipped">Names and contents of the shipped files.</param>
    /// <param name="own">Names and contents of the installation's files.</param>
    /// <param name="region">The region whose calendars come first.</param>
    /// <exception cref="InvalidOperationException">A calendar is malformed, or two are of one region and year.</exception>
    public PublicHolidays(
        IEnumerable<(string Name, string Text)> shipped, IEnumerable<(string Name, string Text)> own, string? region = null)
    {
        var added = Distinct(own);
        All = [.. added.Concat(Distinct(shipped).ExceptBy(added.Select(Of), Of)).OrderBy(calendar => calendar.Year)
            .ThenBy(calendar => calendar.Id, StringComparer.Ordinal)];
        byYear = All.Where(calendar => calendar.Region is null || calendar.Region == region).GroupBy(calendar => calendar.Year)
            .ToDictionary(year => year.Key, year => year.OrderByDescending(calendar => calendar.Region is not null).First());

        static (string?, int) Of(HolidayCalendar calendar) => (calendar.Region, calendar.Year);
    }

    public IReadOnlyList<HolidayCalendar> All { get; }

    public static PublicHolidays Load(IConfiguration configuration) =>
        new(RuleFiles.Shipped("calendars/"), RuleFiles.Own(configuration, "Rules:Calendars"), configuration["Rules:Region"]);

    public bool Knows(int year) => byYear.ContainsKey(year);

    /// <summary>Whether a day is a Saturday, a Sunday or a public holiday, and is not worked instead of one.</summary>
    public bool IsRestDay(DateOnly day)
    {
        var calendar = byYear.GetValueOrDefault(day.Year);
        if (calendar?.WorkingDays.Contains(day) == true) return false;
        return IsWeekend(day) || calendar?.Holidays.Any(holiday => holiday.From <= day && day <= holiday.Until) == true;
    }

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private static List<HolidayCalendar> Distinct(IEnumerable<(string Name, string Text)> files)
    {
        var calendars = files.Select(file => Read(file.Name, file.Text)).ToList();
        var twice = calendars.GroupBy(calendar => (calendar.Region, calendar.Year)).FirstOrDefault(same => same.Count() > 1);
        return twice is null
            ? calendars
            : throw new InvalidOperationException(
                $"The calendars {string.Join(" and ", twice.Select(calendar => calendar.Id))} are of one region and year: keep one.");
    }

    private static HolidayCalendar Read(string file, string text)
    {
        try
        {
            var calendar = ShippedFiles.Read<HolidayCalendar>(text);
            var year = new Period(new DateOnly(calendar.Year is >= 1950
                and <= 2099
                    ? calendar.Year
                    : throw new FormatException("Its year is from 1950 to 2099."), 1, 1), new DateOnly(calendar.Year, 12, 31));
            if (string.IsNullOrWhiteSpace(calendar.Id)) throw new FormatException("It has no id.");
            if (!RuleFiles.Marks.Contains(calendar.Mark))
            {
                throw new FormatException($"Its mark is one of {string.Join(", ", RuleFiles.Marks)}.");
            }
            if (calendar.Holidays.FirstOrDefault(holiday => holiday.Until < holiday.From
                || !year.Covers(holiday.From)
                || !year.Covers(holiday.Until)) is { } odd) throw new FormatException($"{odd.Name} is not a period of {calendar.Year}.");
            foreach (var day in calendar.WorkingDays)
            {
                if (!year.Covers(day) || !IsWeekend(day))
                {
                    throw new FormatException($"{day:O} is no Saturday or Sunday of {calendar.Year}: other days need not be named.");
                }
                if (calendar.Holidays.Any(holiday => holiday.From <= day && day <= holiday.Until))
                {
                    throw new FormatException($"{day:O} is a holiday and a working day.");
                }
            }
            return calendar;
        }
        catch (Exception error) when (error is JsonException or FormatException)
        {
            throw new InvalidOperationException($"The calendar {file} cannot be used. {error.Message}", error);
        }
    }
}
