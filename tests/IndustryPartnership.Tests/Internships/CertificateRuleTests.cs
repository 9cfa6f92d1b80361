using CsCheck;
using IndustryPartnership.Internships.Placements;
using Xunit;

namespace IndustryPartnership.Tests;

public sealed class CertificateRuleTests
{
    private static readonly DateOnly First = new(2026, 1, 1);
    private static readonly Gen<DateOnly> Date = Gen.Int[0, 12].Select(First.AddDays);
    private static readonly Gen<CertificateInForce> Any = Gen.Select(Date, Gen.Int[0, 6], Gen.OneOf(
        Gen.Const((DateOnly?)null), Date.Select(date => (DateOnly?)date)), (from, days, revokedOn) =>
        new CertificateInForce(revokedOn is null ? "certified" : "revoked", from, from.AddDays(days), revokedOn));

    [Fact]
    public void D20_certificate_counts_until_its_last_day_or_the_day_before_revocation()
    {
        var certificate = new CertificateInForce("certified", First, First.AddDays(9), null);
        var revoked = certificate with { State = "revoked", RevokedOn = First.AddDays(5) };

        Assert.Equal(CertificateInForce.NotYetValid, Flag(certificate, First.AddDays(-1)));
        Assert.Null(Flag(certificate, First));
        Assert.Null(Flag(certificate, First.AddDays(9)));
        Assert.Equal(CertificateInForce.Expired, Flag(certificate, First.AddDays(10)));
        Assert.Null(Flag(revoked, First.AddDays(4)));
        Assert.Equal(CertificateInForce.Revoked, Flag(revoked, First.AddDays(5)));
        Assert.Equal(CertificateInForce.Revoked, Flag(revoked, First.AddDays(20)));
        Assert.Equal(CertificateInForce.Unknown, CertificateInForce.Flag([], First));
        Assert.Equal(
            CertificateInForce.NotYetValid,
            CertificateInForce.Flag(
                [revoked, certificate with { ValidFrom = First.AddDays(30), ValidUntil = First.AddDays(40) }], First.AddDays(20)));
        Assert.Null(CertificateInForce.Flag([revoked, certificate], First.AddDays(7)));
    }

    [Fact]
    public void D20_teacher_without_any_certificate_that_counts_is_refused()
    {
        var verdict = CertificateInForce.Judge([], new(2026, 6, 30));

        Assert.False(verdict.Passes);
        Assert.Equivalent(new { reason = CertificateInForce.Unknown }, verdict.Facts);
        Assert.Null(verdict.Change);
    }

    [Fact]
    public void D20_suggested_day_is_the_first_that_passes() => Gen.Select(Any.List[1, 4], Date).Sample((certificates, day) =>
    {
        bool Counts(DateOnly on) => certificates.Any(one => one.ValidFrom <= on && on <= one.ValidUntil && !(one.RevokedOn <= on));

        var verdict = CertificateInForce.Judge(certificates, day);
        Assert.Equal(Counts(day), verdict.Passes);
        if (verdict.Passes) return;
        var first = Enumerable.Range(1, 40).Select(day.AddDays).Where(Counts).Cast<DateOnly?>().FirstOrDefault();
        Assert.Equal(first, verdict.Change?.GetType().GetProperty("notBefore")!.GetValue(verdict.Change));
        Assert.Equal(first is null, CertificateInForce.Flag(certificates, day) is CertificateInForce.Revoked or CertificateInForce.Expired);
    });

    [Fact]
    public void D45_future_certificate_does_not_let_a_departed_teacher_be_named()
    {
        var departed = new CertificateInForce("certified", First.AddDays(5), First.AddDays(9), null, LastDay: First);

        var verdict = CertificateInForce.Judge([departed], First.AddDays(1));

        Assert.False(verdict.Passes);
        Assert.Null(verdict.Change);
    }

    private static string? Flag(CertificateInForce certificate, DateOnly day) => CertificateInForce.Flag([certificate], day);
}
