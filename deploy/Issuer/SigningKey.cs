using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Issuer;

/// <summary>The issuer's ES256 key, kept in a file that only its owner can read, so that tokens outlive a restart.</summary>
internal static class SigningKey
{
    public static ECDsaSecurityKey LoadOrCreate(string folder)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "issuer-signing-key.pem");
        if (!File.Exists(file)) Create(file);

        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(file));
        var securityKey = new ECDsaSecurityKey(key);
        securityKey.KeyId = Base64UrlEncoder.Encode(securityKey.ComputeJwkThumbprint());
        return securityKey;
    }

    private static void Create(string file)
    {
        var draft = $"{file}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        using (var key = ECDsa.Create(ECCurve.NamedCurves.nistP256))
        using (var writer = new StreamWriter(draft, options))
        {
            writer.Write(key.ExportPkcs8PrivateKeyPem());
        }

        try
        {
            File.Move(draft, file);
        }
        catch (IOException) when (File.Exists(file))
        {
            // Another process was first; its key is the issuer's.
            File.Delete(draft);
        }
    }
}
