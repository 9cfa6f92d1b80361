using Kernel;

namespace Enrollment.Features.Credits;

/// <summary>D12: a line has the conditions of its source, and none of another source.</summary>
internal static class MappingLineFit
{
    public static Verdict Judge(MappingLine line)
    {
        var ofPlacement = Stated(("minimumHours", line.MinimumHours), ("major", line.Major));
        var ofGraded = Stated(("minimumGrade", line.MinimumGrade));
        var ofCertificate = Stated(("type", line.Type), ("level", line.Level), ("needsAccount", line.NeedsAccount));
        List<string> remove = line.Source switch
        {
            CreditSource.Placement => ofCertificate,
            CreditSource.Module => [.. ofPlacement, .. ofCertificate],
            _ => [.. ofPlacement, .. ofGraded],
        };
        List<string> add = line.Source == CreditSource.XCertificate ? Missing(("type", line.Type), ("level", line.Level)) : [];
        return remove.Count + add.Count == 0
            ? Verdict.Passed("D12")
            : Verdict.Refused("D12", new { line = line.Code, source = line.Source }, new { remove, add });
    }

    private static List<string> Stated(params (string Name, object? Value)[] members) =>
        [.. members.Where(member => member.Value is not null).Select(member => member.Name)];

    private static List<string> Missing(params (string Name, object? Value)[] members) =>
        [.. members.Where(member => member.Value is null).Select(member => member.Name)];
}
