namespace Gateway.Portal;

/// <summary>The words of a certificate's page in one language.</summary>
internal sealed record CertificateWords
{
    public static readonly CertificateWords English = new()
    {
        Language = "en",
        Name = "English",
        Title = "Certificate of a dual-qualified teacher",
        Validity = "Today",
        Valid = "valid",
        NotValid = "not valid",
        Days = "Stated days",
        Level = "Level",
        Issuer = "Issuer",
        Holder = "Holder",
        Number = "Number",
        NoCertificate = "There is no certificate with this number. Compare it with the printed one.",
        Levels = new() { ["junior"] = "junior", ["intermediate"] = "intermediate", ["senior"] = "senior" },
    };

    public static readonly CertificateWords Chinese = new()
    {
        Language = "zh-CN",
        Name = "中文",
        Title = "“双师型”教师证书",
        Validity = "当前状态",
        Valid = "有效",
        NotValid = "无效",
        Days = "证书载明的有效期",
        Level = "级别",
        Issuer = "发证单位",
        Holder = "持证人",
        Number = "编号",
        NoCertificate = "没有此编号的证书。请与证书上印制的编号核对。",
        Levels = new() { ["junior"] = "初级", ["intermediate"] = "中级", ["senior"] = "高级" },
    };

    public required string Language { get; init; }
    public required string Name { get; init; }
    public required string Title { get; init; }
    public required string Validity { get; init; }
    public required string Valid { get; init; }
    public required string NotValid { get; init; }
    public required string Days { get; init; }
    public required string Level { get; init; }
    public required string Issuer { get; init; }
    public required string Holder { get; init; }
    public required string Number { get; init; }
    public required string NoCertificate { get; init; }
    public required Dictionary<string, string> Levels { get; init; }

    public CertificateWords Other => this == English ? Chinese : English;

    public static CertificateWords For(HttpRequest request) => Words.For(request) == Words.Chinese ? Chinese : English;

    public string LevelOf(string level) => Levels.GetValueOrDefault(level, level);
}
