using Contracts.IndustryPartnership;
using CsCheck;
using Enrollment.Features.Credits;
using Xunit;

namespace Enrollment.Tests;

/// <summary>The rule itself, for mappings and sources of all kinds.</summary>
public sealed class CreditLedgerTests
{
    private static readonly DateOnly First = new(2026, 1, 1);

    private static readonly Gen<MappingLink> Mappings =
        from cap in Gen.Int[0, 200]
        from credits in Gen.Int[0, 80].Array[2]
        from times in Gen.Int[1, 3].Array[2]
        from hours in Gen.Int[1, 300]
        select new MappingLink(1, First, new() { Cap = cap, Lines = [Placement(credits[0], times[0], hours), X(credits[1], times[1])] },
            DateTimeOffset.UnixEpoch);

    private static readonly Gen<CreditSource> Source =
        from id in Gen.Guid
        from kind in Gen.OneOf(Gen.Const(CreditSource.Placement), Gen.Const(CreditSource.XCertificate))
        from day in Gen.Int[0, 5]
        from versions in Version.Array[1, 3]
        select new CreditSource(
            kind, id, [.. versions.Select((version, at) => version with { Version = at + 1, On = First.AddDays(day) })]);

    private static Gen<SourceVersion> Version =>
        from bar in Gen.Int[0, 2].Select(chance => chance == 0 ? CreditReason.Withdrawn : null)
        from grade in Gen.OneOf(Gen.Const(Grade.Fail), Gen.Const(Grade.Pass), Gen.Const(Grade.Good))
        from hours in Gen.Int[1, 300]
        select new SourceVersion
        {
            Version = 0,
            Bar = bar,
            On = First,
            RecordedAt = DateTimeOffset.UnixEpoch,
            Grade = grade,
            Hours = hours,
            Type = "network",
            Level = "junior",
        };

    [Fact]
    public void D12_the_order_of_sources_does_not_matter() => Gen.Select(Mappings, Source.Array[0, 8]).Sample((mapping, sources) =>
        Assert.Equal(Amounts(mapping, sources), Amounts(mapping, [.. sources.Reverse()])));

    [Fact]
    public void D12_the_sum_never_exceeds_the_cap() => Gen.Select(Mappings, Source.Array[0, 8]).Sample((mapping, sources) =>
        Assert.InRange(CreditLedger.Of([mapping], sources, []).Sum(judged => judged.Credits), 0, mapping.Terms.Cap));

    [Fact]
    public void D12_each_line_earns_at_most_its_times() => Gen.Select(Mappings, Source.Array[0, 8]).Sample((mapping, sources) =>
    {
        var judged = CreditLedger.Of([mapping], sources, []);
        foreach (var line in mapping.Terms.Lines)
        {
            var earned = judged.Where(one => one.Line is { } by && by.Code == line.Code && one.Credits > 0).ToList();
            Assert.True(earned.Count <= line.Times, $"{line.Code} earned {earned.Count} times");
            Assert.All(earned, one => Assert.InRange(one.Credits, 1, line.Credits));
        }
    });

    [Fact]
    public void D12_each_source_is_judged_once_by_each_line() => Gen.Select(Mappings, Source.Array[0, 8]).Sample((mapping, sources) =>
    {
        var judged = CreditLedger.Of([mapping], sources, []);
        Assert.Equal(judged.Count, judged.DistinctBy(one => (one.Source.Id, one.Line?.Code)).Count());
        Assert.Equal(sources.Select(one => one.Id).Order(), judged.Select(one => one.Source.Id).Distinct().Order());
    });

    private static List<(Guid, int, string)> Amounts(MappingLink mapping, IReadOnlyList<CreditSource> sources) =>
        [.. CreditLedger.Of([mapping], sources, []).Select(judged => (judged.Source.Id, judged.Credits, judged.Why))];

    private static MappingLine Placement(int credits, int times, int hours) => new()
    {
        Code = "internship",
        Source = CreditSource.Placement,
        Module = "internship-1",
        Credits = credits,
        Times = times,
        MinimumHours = hours,
    };

    private static MappingLine X(int credits, int times) => new()
    {
        Code = "x",
        Source = CreditSource.XCertificate,
        Module = "network-1",
        Credits = credits,
        Times = times,
        Type = "network",
        Level = "junior",
    };
}
